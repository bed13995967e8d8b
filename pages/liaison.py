"""Who is responsible for which city, headquarters and province on a date, and where is nobody?"""

from analysis import liaison
from pages.components import china, desk, desk_forms, entry, filters, frame, links, lists, notes, shades, text
from pages.components.lists import List

here = frame.enter()
_ = here.translate

entry.done(here)
with filters.row():
    as_of = filters.as_of(here)
    province = filters.province(here, optional=True)
    city = filters.city(here)

directory = here.ask("liaison_directory", as_of=as_of).frame
text.headlines(here, desk.of_directory(here, directory))

title = desk.directory_finding(here, directory)
text.finding(title)
china.picture(here, *shades.by_officer(liaison.provinces(directory), here), title)
desk.unsettled(here, directory)

who = ["officer", "post", "phone", "since", "until"]
chosen = lists.choose(
    here,
    "duty",
    {"province": _("Provinces"), "city": _("Cities"), "headquarters": _("Headquarters")},
)
asked = {"as_of": as_of, "duty": chosen}
if chosen == "province":
    listed = List(
        _("Provinces and local authorities"),
        "liaison_directory",
        ["province", *who, "liaison_region", "local_authority", "overlapping", "vacant_since", "coverage",
         "demand_yuan"],
        {**asked, "province": province},
        opens=links.open_province(here),
    )  # fmt: skip
elif chosen == "city":
    columns = ["city", *who, "overlapping", "vacant_since"]
    listed = List(_("Cities"), "liaison_directory", columns, {**asked, "city": city})
else:
    listed = List(
        _("Headquarters of enterprises"),
        "liaison_directory",
        ["enterprise", "city", *who, "overlapping", "vacant_since"],
        {**asked, "city": city},
        opens=links.open_enterprise(here),
    )
lists.table_of(here, listed)
desk_forms.change_officer(here, chosen)
text.note(here, notes.DIRECTORY, notes.PHONES, notes.COVERED)
