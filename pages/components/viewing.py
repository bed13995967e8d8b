"""Who looks at the pages: how they came, what those see who had to say who they are and did not."""

from typing import TYPE_CHECKING

import streamlit as st

from analysis.access import LEADER, LIAISON, OWNER, READER, Request, Viewer, viewer_of
from analysis.language import N_, translator
from analysis.settings import Viewers
from pages.components import text

if TYPE_CHECKING:  # the frame asks who looks
    from pages.components.frame import Frame

_ROLES = {LEADER: N_("Leadership"), LIAISON: N_("Liaison station"), READER: N_("Reads only")}


def who(viewers: Viewers) -> Viewer | None:
    """Who this session is; None for somebody who has to be identified and is not."""
    headers = st.context.headers
    request = Request(
        {name.lower(): headers.get_all(name) for name in headers},
        from_loopback=st.context.ip_address is None,
        login=st.user.to_dict() if viewers.identity == "login" else {},
    )
    return viewer_of(request, viewers)


def turn_away(viewers: Viewers, language: str) -> None:
    """All that is shown to somebody who is not identified."""
    _ = translator(language)
    st.title(_("Who is asking?"), anchor=False)
    if viewers.identity == "login":
        st.markdown(_("The dashboard is shown to those who sign in."))
        if st.button(_("Sign in"), type="primary", icon=":material/login:"):
            st.login()
    else:
        st.markdown(
            _(
                "The dashboard is shown to those whom the intranet's gateway names. Open it by the gateway's"
                " address; if that is how you came, tell the operator."
            )
        )


def say_who(viewer: Viewer, viewers: Viewers, language: str) -> None:
    """Beside the title: as whom one is known, and the way out of a login. Nothing to the machine's owner."""
    _ = translator(language)
    if viewer == OWNER:
        return
    known = [viewer.name, _(_ROLES[viewer.role])]
    st.caption(text.literal(" · ".join(filter(None, known))), width="content")
    if viewers.identity == "login":
        st.button(_("Sign out"), icon=":material/logout:", on_click=st.logout)


def may_edit(here: "Frame") -> bool:
    """Whether there shall be forms; to those who may only read it is said why there are none."""
    if not here.viewer.edits:
        st.caption(
            here.translate(
                "You may read and download. Forms and imports are for those whom the settings name as"
                " liaison station."
            )
        )
    return here.viewer.edits
