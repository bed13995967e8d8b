"""The frame around every page: title, language, the release on show; and what a page may know of it."""

import gc
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import streamlit as st
from babel import Locale
from streamlit.navigation.page import Page

from analysis import warehouse
from analysis.access import Viewer
from analysis.language import DEFAULT_LANGUAGE, LANGUAGES, translator
from analysis.problems import Refused
from analysis.questions import Answer
from analysis.settings import Settings, load_settings
from analysis.warehouse import Release
from analysis.warehouse.storage import storage_refusal
from pages.components import cache, text, viewing

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
ICON = Path(__file__).with_name("icon.png")
_FRAME, _LANGUAGE, _SWITCH = "frame", "language", "language_switch"
FIRST_PAGE = "overview"
_Named = tuple[str, str, str]
logger = logging.getLogger("dashboard")


@dataclass(frozen=True)
class Frame:
    """What holds for one rerun: viewer, language, theme, home, settings, and the release on show."""

    viewer: Viewer
    language: str
    dark: bool
    home: Path
    settings: Settings
    release: Release | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing has come in yet."""
        return self.release is None or self.release.meta.submission_id == 0

    def translate(self, message: str) -> str:
        """The words of a message id in the reader's language."""
        return translator(self.language)(message)

    def ask(self, name: str, **parameters: Any) -> Answer:
        """The answer of the release on show, as the viewer may see it."""
        assert self.release is not None, "a page that asks must need data"
        return cache.answer(self.release, name, self.viewer, self.language, parameters)


def show(menu: Mapping[str, Sequence[_Named]], beside: Sequence[_Named] = ()) -> None:
    """Draw the frame and run the chosen page in it; a page is file name, title (a message id) and icon.

    The menu has pages by group, those of the group "" stand in it themselves: all at once would not find
    room beside each other, and a browser then hides the last. Pages `beside` the menu are opened from others.
    Whatever fails inside a page is logged and told in words; a traceback never reaches the screen.
    """
    language = _language()
    _ = translator(language)
    # An icon of our own: for a page without one, the browser would fetch the page's symbol from another host.
    st.set_page_config(_("Construction beyond the home province"), ICON, layout="wide")
    try:
        settings = load_settings(warehouse.default_home())
        viewer = viewing.who(settings.viewers)
    except Exception as error:
        _navigation(menu, beside, language, shown=False)
        _tell(error, language)
        return
    page = _navigation(menu, beside, language, shown=viewer is not None)
    try:
        if viewer is None:
            viewing.turn_away(settings.viewers, language)
            return
        _heading(_stand(viewer, language, settings), page)
        page.run()
    except Exception as error:
        _tell(error, language)
    finally:
        st.session_state.pop(_FRAME, None)  # a frame holds for one run


def _tell(error: Exception, language: str) -> None:
    """Why there is no page, in words; what nobody foresaw is logged, too."""
    _ = translator(language)
    known = error if isinstance(error, Refused) else storage_refusal(error)
    if known is not error:
        logger.error("A page could not be shown", exc_info=error)
    st.error(
        text.literal(known.message(language))
        if known
        else _(
            "This page could not be shown. Reload it; if it fails again, tell the operator when: the"
            " reason is in the server's log."
        )
    )


def _navigation(
    menu: Mapping[str, Sequence[_Named]], beside: Sequence[_Named], language: str, *, shown: bool
) -> Page:
    _ = translator(language)
    return st.navigation(
        {
            _(group) if group else "": [_page(named, language, hidden=named in beside) for named in pages]
            for group, pages in {**menu, "": [*menu[""], *beside]}.items()
        },
        position="top" if shown else "hidden",
    )


def _page(named: _Named, language: str, *, hidden: bool) -> Page:
    name, title, icon = named
    return st.Page(
        f"pages/{name}.py",
        title=translator(language)(title),
        icon=icon,
        default=name == FIRST_PAGE,
        visibility="hidden" if hidden else "visible",
    )


def enter(*, needs_data: bool = True) -> Frame:
    """What every page begins with: the frame it stands in.

    Where the page was run on its own, the frame is drawn first; where there are no data, the reader is told
    what to do and the page ends, unless it can do without.
    """
    here: Frame | None = st.session_state.get(_FRAME)
    if here is None:
        _run_in_frame()
    if needs_data and here.is_empty:
        _empty(here)
        st.stop()
    return here


def _run_in_frame() -> NoReturn:
    """Begin again at dashboard.py.

    The first request after a start, if it is a link to a page, runs that page alone: Streamlit takes `pages/`
    for its older kind of app until `st.navigation` is called for the first time.
    """
    pages = sorted(DASHBOARD.parent.glob("pages/[!_]*.py"))
    st.navigation([st.Page(DASHBOARD, default=True), *map(st.Page, pages)], position="hidden")
    st.rerun()


def _stand(viewer: Viewer, language: str, settings: Settings) -> Frame:
    home = warehouse.default_home()
    here = Frame(
        viewer=viewer,
        language=language,
        dark=st.context.theme.type == "dark",
        home=home,
        settings=settings,
        release=cache.current_release(home),
    )
    st.session_state[_FRAME] = here
    return here


def _language() -> str:
    """The language of the address, else the session's; written into the address, which can be copied."""
    asked = st.query_params.get("lang", "")
    language = asked if asked in LANGUAGES else st.session_state.get(_LANGUAGE, DEFAULT_LANGUAGE)
    st.session_state[_LANGUAGE] = language
    if language != DEFAULT_LANGUAGE and asked != language:
        st.query_params["lang"] = language
    return language


def _switch_language() -> None:
    language = st.session_state[_SWITCH]
    st.session_state[_LANGUAGE] = language
    st.query_params.pop("lang", None)
    if language != DEFAULT_LANGUAGE:
        st.query_params["lang"] = language


def _heading(here: Frame, page: Page) -> None:
    _ = here.translate
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title(page.title, anchor=False, width="content")
        st.session_state[_SWITCH] = here.language
        st.segmented_control(
            _("Language"),
            LANGUAGES,
            key=_SWITCH,
            required=True,
            format_func=lambda language: str(Locale(language).get_display_name()),
            on_change=_switch_language,
            label_visibility="collapsed",
        )
    viewing.say_who(here.viewer, here.settings.viewers, here.language)
    if here.release is None:
        return
    meta = here.release.meta
    with st.container(horizontal=True, vertical_alignment="center"):
        if meta.demo:
            st.badge(
                _("Demo data: enterprises and figures are made up"), icon=":material/science:", color="orange"
            )
        as_of = text.quarter_end(meta.latest_year, meta.latest_quarter, here)
        st.caption(
            _("Data as of {date} · release {release}").format(date=as_of, release=here.release.id),
            width="content",
        )


def _empty(here: Frame) -> None:
    _ = here.translate
    text.finding(_("There are no data yet"))
    st.markdown(_("Upload the first workbook, or start with the demo to look around."))
    st.page_link("pages/data_intake.py", label=_("Go to data intake"), icon=":material/upload:")
    st.markdown(_("To begin with the demo, run this on the server and reload the page:"))
    st.code(f"python -m analysis init --demo --home {here.home}", language="bash")


# What is imported stays: the collector need not look at it again in every rerun.
gc.collect()
gc.freeze()
