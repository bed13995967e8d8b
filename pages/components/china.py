"""The map and the tile grid side by side on a page; a click on either opens the province."""

import pandas as pd
import streamlit as st

from pages.components import links, map, shades, text
from pages.components.frame import Frame
from pages.components.map import Scale, Shade

MAP, TILES = "china_map", "china_tiles"


def picture(here: Frame, shades: tuple[Shade, ...], scale: Scale, title: str) -> None:
    """Draw both, `title` being what a screen reader says of them; beside each other where there is room."""
    _ = here.translate
    wide, narrow = st.columns([3, 2], gap="medium")
    with wide:
        st.plotly_chart(
            map.china(shades, scale, here.language, here.dark),
            key=MAP,
            on_select=lambda: _open_clicked(here, MAP),
            selection_mode="points",
            config=map.OFFLINE,
            alt=_("Map of China. {title}").format(title=title),
        )
        approval = here.settings.map_approval_number
        st.caption(
            _("Illustration, no basis for drawing borders.")
            + (" " + _("Map approval no. {number}.").format(number=approval) if approval else "")
            + " "
            + _("Click a province to open it.")
        )
    with narrow:
        st.plotly_chart(
            map.tile_grid(shades, scale, here.language, here.dark),
            key=TILES,
            on_select=lambda: _open_clicked(here, TILES),
            selection_mode="points",
            config=map.OFFLINE,
            alt=_("Tile grid of the provinces, in the colours of the map. {title}").format(title=title),
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
