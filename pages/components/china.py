"""The map and the tile grid side by side on a page; a click on either opens the province."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis.language import paragraph
from pages.components import links, map, shades, text
from pages.components.drawing import Drawing
from pages.components.frame import Frame
from pages.components.map import Scale, Shade
from pages.components.shades import Picture

MAP, TILES = "china_map", "china_tiles"
NOBODY: frozenset[str] = frozenset()


def picture(
    here: Frame, shades: tuple[Shade, ...], scale: Scale, title: str, *, outlined: frozenset[str] = NOBODY
) -> None:
    """Draw both, `title` being what a screen reader says of them; beside each other where there is room."""
    wide, narrow = st.columns([3, 2], gap="medium")
    with wide:
        _map(here, (shades, scale), title, outlined, MAP)
    with narrow:
        _tiles(here, (shades, scale), title, outlined, TILES)


def compared(
    here: Frame, pictures: Mapping[str, Picture], title: str, *, outlined: frozenset[str] = NOBODY
) -> None:
    """Draw several pictures beside each other, each under its name, the tile grid below the map."""
    for number, (column, (name, drawn)) in enumerate(
        zip(st.columns(len(pictures), gap="medium"), pictures.items(), strict=True)
    ):
        with column:
            st.subheader(name, anchor=False)
            _map(here, drawn, f"{title} {name}", outlined, f"{MAP}_{number}")
            _tiles(here, drawn, f"{title} {name}", outlined, f"{TILES}_{number}")


def _map(here: Frame, drawn: Picture, title: str, outlined: frozenset[str], key: str) -> None:
    _ = here.translate
    figure = map.china(*drawn, here.language, here.dark, outlined)
    _clickable(here, figure, key, _("Map of China. {title}").format(title=title))
    number = here.settings.map_approval_number
    said = (
        _("Illustration, no basis for drawing borders."),
        _("Map approval no. {number}.").format(number=number) if number else "",
        _("Click a province to open it."),
    )
    st.caption(paragraph(said, here.language))


def _tiles(here: Frame, drawn: Picture, title: str, outlined: frozenset[str], key: str) -> None:
    words = here.translate("Tile grid of the provinces, in the colours of the map. {title}")
    figure = map.tile_grid(*drawn, here.language, here.dark, outlined)
    _clickable(here, figure, key, words.format(title=title))


def _clickable(here: Frame, figure: Drawing, key: str, alt: str) -> None:
    st.plotly_chart(
        figure,
        key=key,
        on_select=lambda: _open_clicked(here, key),
        selection_mode="points",
        config=map.OFFLINE,
        alt=alt,
    )


def chooser(here: Frame, provinces: pd.DataFrame) -> None:
    """The picture of all provinces where none was chosen yet. Takes `output_by_province`."""
    title = here.translate("Choose a province: in the list, on the map or in the grid")
    text.finding(title)
    picture(here, *shades.of_output(provinces, "amount", here), title)


def _open_clicked(here: Frame, key: str) -> None:
    code = map.clicked_province(st.session_state[key].selection.points)
    if code and code != here.settings.home_province:
        links.go(here, "province", province=code)
