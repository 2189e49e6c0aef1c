"""Names of months and weekdays, and the words that stand before a date, in many languages.

English, German, French, Spanish, Portuguese, Italian, Icelandic, Danish, Norwegian, Swedish,
Dutch, Polish and Russian names are known by their full form and by their first three or four
letters; Catalan, Czech, Finnish, Greek, Hungarian, Indonesian, Romanian, Turkish and Ukrainian ones
by their full form. Case and the accents of Western languages do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

HAN_DIGITS = "〇一二三四五六七八九"
"""The Han numeral of each number below ten, at its index."""

_PLAIN_LETTERS = str.maketrans("áàâäãåāéèêëíìîïóòôöõøúùûüçñýð", "aaaaaaaeeeeiiiioooooouuuucnyd")

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "is": "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "pl-alone": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik "
    "listopad grudzień",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ru-alone": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "cs-alone": "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
    "el": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου "
    "Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
    "el-alone": "Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος "
    "Σεπτέμβριος Οκτώβριος Νοέμβριος Δεκέμβριος",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
    "syyskuuta lokakuuta marraskuuta joulukuuta",
    "fi-alone": "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu "
    "lokakuu marraskuu joulukuu",
    "hu": "január február március április május június július augusztus szeptember október "
    "november december",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
    "decembrie",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "uk-alone": "січень лютий березень квітень травень червень липень серпень вересень жовтень "
    "листопад грудень",
}
"""The twelve months of each language, the way it writes them after a day; where that is another
form than without one, as in ``# Август 2024``, both."""

_ONLY_WHOLE = (
    *("ca", "cs", "cs-alone", "el", "el-alone", "fi", "fi-alone", "hu", "id", "ro", "tr", "uk"),
    "uk-alone",
)
"""The languages whose names are not cut short: ``led``, ``pro``, ``sub`` and ``ara`` are words."""

WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "pt": "segunda terça quarta quinta sexta sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "is": "mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur sunnudagur",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "ca": "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "cs": "pondělí úterý středa čtvrtek pátek sobota neděle",
    "el": "Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή",
    "fi": "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "hu": "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
    "ro": "luni marți miercuri joi vineri sâmbătă duminică",
    "tr": "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
    "uk": "понеділок вівторок середа четвер п'ятниця субота неділя",
    "zh": "周一 周二 周三 周四 周五 周六 周日",
    "zh-long": "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    "ja": "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日",
    "ko": "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    "cjk": "月 火 水 木 金 土 日",
    "ko-short": "월 화 수 목 금 토 일",
}
"""The seven weekdays of each language, from Monday on."""

_OTHER_WEEKDAYS = (
    "mo di mi do fr sa so tues weds thur thurs lun mar mer mié jeu jue ven vie sam sáb dim dom "
    "man tir ons tor fre lør søn mån tis lör sön mán þri mið fim fös lau sun "
    "sonnabend segunda-feira 周天 周末 星期天 礼拜"
)
_LABELS = (
    "date dates datum dato dags dagur dagsetning fecha data jour le el am on den il week of entry "
    "log update updated status report journal diary notes note dagbók dagbókarfærsla daily work "
    "month mes mois monat posted published ngày"
)
_COUNT_UNITS = {
    "day": "day dia día tag jour giorno dag dagur journée jornada päivä dzień день gün hari ziua",
    "week": "week woche semana semaine settimana vika uke vecka uge tydzień неделя týden viikko "
    "hafta setmana săptămâna тиждень wk kw",
}
WEEK_WORDS = (*_COUNT_UNITS["week"].split(), "cw", "w")
"""What a week of a year is called before its number."""


def fold_word(word: str) -> str:
    """Return ``word`` in lower case and without the accents of Western languages."""
    lower = word.casefold()
    return lower if lower.isascii() else lower.translate(_PLAIN_LETTERS)


def month_from_name(word: str) -> int | None:
    """Return the number (1-12) of the month that ``word`` names; None where it names none."""
    return _months().get(fold_word(word))


def month_from_misspelling(word: str) -> int | None:
    """Return the number of the month whose name ``word`` is but for one letter, else None."""
    folded = fold_word(word)
    if len(folded) < _LONG_NAME:
        return None
    months = _misspellings(folded[0])
    spellings = (folded, *_without_a_letter(folded))
    return next((months[spelling] for spelling in spellings if spelling in months), None)


def is_weekday(word: str) -> bool:
    """Tell whether ``word`` names a day of the week."""
    return fold_word(word) in _weekdays()


def is_label(word: str) -> bool:
    """Tell whether ``word`` is one that people write before a date, like ``Date:``."""
    return fold_word(word) in _labels()


def count_unit(word: str) -> str | None:
    """Return ``day`` or ``week`` where ``word`` is what such a number is counted in, else None."""
    return _count_units().get(fold_word(word))


def is_week(word: str) -> bool:
    """Tell whether ``word`` is what a week of a year is called before its number."""
    return fold_word(word) in _week_words()


def may_begin_date(word: str) -> bool:
    """Tell whether ``word`` may stand at the beginning of a date or before one."""
    return fold_word(word) in _date_beginnings()


@cache
def _folded_months() -> list[tuple[str, int, str]]:
    """Return the language, the number and the name, folded, of each month."""
    return [
        (language, number, fold_word(name))
        for language, months in MONTHS.items()
        for number, name in enumerate(months.split(), 1)
    ]


@cache
def _months() -> dict[str, int]:
    """Return full names and what they are cut to; what is ambiguous is left out."""
    numbers: dict[str, int] = {}
    ambiguous = set()
    for language, number, word in _folded_months():
        for key in {word} if language in _ONLY_WHOLE else {word, word[:3], word[:4]}:
            if numbers.setdefault(key, number) != number:
                ambiguous.add(key)
    numbers |= {"sept": 9, "janv": 1, "fevr": 2, "juil": 7, "janner": 1, "setiembre": 9}
    return {key: number for key, number in numbers.items() if key not in ambiguous}


@cache
def _misspellings(first_letter: str) -> dict[str, int]:
    """Return the months that begin so, by full names with no or any one other letter left out."""
    return {
        spelling: number
        for _, number, name in _folded_months()
        if name[0] == first_letter and len(name) >= _LONG_NAME
        for spelling in (name, *_without_a_letter(name))
    }


def _without_a_letter(word: str) -> list[str]:
    """Return ``word`` with each letter but the first left out in turn."""
    return [word[:index] + word[index + 1 :] for index in range(1, len(word))]


@cache
def _weekdays() -> frozenset[str]:
    names = {fold_word(name) for days in WEEKDAYS.values() for name in days.split()}
    cut = {
        fold_word(name)[:3]
        for language, days in WEEKDAYS.items()
        if language not in _ONLY_WHOLE
        for name in days.split()
        if name[0] < "\u0250"
    }
    return frozenset(names | cut | set(map(fold_word, _OTHER_WEEKDAYS.split())))


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(fold_word, _LABELS.split()))


@cache
def _week_words() -> frozenset[str]:
    return frozenset(map(fold_word, WEEK_WORDS))


@cache
def _count_units() -> dict[str, str]:
    return {fold_word(w): unit for unit, words in _COUNT_UNITS.items() for w in words.split()}


@cache
def _date_beginnings() -> frozenset[str]:
    beginnings = _labels() | _weekdays() | frozenset(_months()) | frozenset(_count_units())
    return beginnings | _week_words()


_LONG_NAME = 7
"""Letters of a month's name from which on it is known with a wrong one."""

_SHORT_LENGTH = 3
"""Letters of a name that is cut short."""

_TEENS = range(11, 14)


def month_name_like(word: str, number: int, others: Iterable[str] = ()) -> str | None:
    """Return the name of month ``number`` in the language, length and case of ``word``.

    ``others`` are further names from the same log, which settle what ``Mar`` or ``May`` leave open.
    None where ``word`` is in no known language.
    """
    return _name_like(word, number - 1, MONTHS, others)


def weekday_name_like(word: str, number: int) -> str | None:
    """Return the weekday ``number`` (0 is Monday) in the language, length and case of ``word``."""
    return _name_like(word, number, WEEKDAYS, ())


def ordinal_suffix_like(suffix: str, day: int) -> str:
    """Return the ending that ``day`` takes where another day has ``suffix``.

    That is one of ``st``, ``nd``, ``rd`` and ``th``, or the French ``er``.
    """
    if suffix.lower() == "er":
        return suffix if day == 1 else ""
    last = 0 if day in _TEENS else day % 10
    ending = {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return ending.upper() if suffix.isupper() else ending


def han_numeral(number: int) -> str:
    """Return ``number`` (1-99) in Han numerals."""
    tens, ones = divmod(number, 10)
    return (
        (HAN_DIGITS[tens] if tens > 1 else "")
        + ("十" if tens else "")
        + (HAN_DIGITS[ones] if ones else "")
    )


def _name_like(
    word: str, index: int, languages: Mapping[str, str], others: Iterable[str]
) -> str | None:
    """Return the name at ``index`` in the first language that has ``word`` and most ``others``.

    Where two have as many, the others tell: ``word`` may be capitalised as the first of its line.
    """
    others = list(others)
    words = [word, *others]
    tables = [table for text in languages.values() if _likeness(table := text.split(), word)]
    if not tables:
        return None
    table = max(
        tables,
        key=lambda table: [sum(_likeness(table, w) for w in group) for group in (words, others)],
    )
    full_names = [fold_word(name) for name in table]
    folded = [fold_word(other) for other in words]
    # A short word that is a name as a whole (``May``) does not tell whether names are cut.
    telling = [other for other in folded if len(other) > _SHORT_LENGTH or other not in full_names]
    model = (telling or folded)[0]
    name = table[index]
    if model not in full_names:
        name = name[: min(len(model), _SHORT_LENGTH) if model.isascii() else len(model)]
    if word.isupper() and len(word) > 1:
        return name.upper()
    return name[:1].upper() + name[1:] if word[:1].isupper() else name.lower()


def _likeness(table: list[str], word: str) -> int:
    """Return 3 where ``word`` is one of the names in ``table``, 1 where it begins one, else 0.

    2 where only capitals differ; accents left out tell no more than the beginning of a name.
    """
    if word in table:
        return 3
    if word.casefold() in (name.casefold() for name in table):
        return 2
    folded = fold_word(word)
    return int(len(word) > 1 and any(fold_word(name).startswith(folded) for name in table))
