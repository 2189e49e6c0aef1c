"""The form that makes one change of many entries."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Label, Static

from logtui.document.bulk.bulk_operations import ChangeEntries
from logtui.document.bulk.changes import EntryChange, Replacement
from logtui.document.bulk.plans import plan_changes
from logtui.document.editing.draft import DraftError, partial_date
from logtui.document.editing.entry_ref import EntryRef
from logtui.document.editing.typed_date import read_date
from logtui.document.legend import Kind
from logtui.document.properties.states import STATES, uses_states
from logtui.document.properties.tags import uses_tags
from logtui.errors import LogtuiError, sentence
from logtui.search.periods import users_today
from logtui.system.pattern_replacement import PatternReplacement
from logtui.tui.bindings import bindings
from logtui.tui.drawing.labels import display_text, label_text, partial_date_label
from logtui.tui.drawing.styles import apply_theme, styled
from logtui.tui.forms.form import Form
from logtui.tui.forms.kind_picker import KindPicker
from logtui.tui.forms.preview import changed_lines, first_lines
from logtui.tui.forms.tag_input import TagInput
from logtui.tui.widgets.safe_fields import SafeInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from logtui.document.bulk.changes import ReplacedPart
    from logtui.document.bulk.plans import ChangePlan
    from logtui.document.model import Document, Entry
    from logtui.tui.background.typed_texts import FieldTexts
    from logtui.tui.forms.entry_writer import EntryWriter

_PARTS: tuple[ReplacedPart, ...] = ("title", "link", "notes")
_AS_IT_IS = "as it is"
_PAUSE = 0.05
"""Seconds that a plan waits for the next key."""

_MOST_LINES = 200
"""Lines of the preview."""

_MOST_NAMED = 3
_MAX_TITLE = 60


class WordPicker(KindPicker):
    """Shows words of which always one is chosen, at first the first."""

    def __init__(self, words: Sequence[str], id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__([Kind("", word) for word in words], id=id)
        self.set_reactive(WordPicker.chosen, 0)

    def action_step(self, step: int) -> None:
        """Choose the word ``step`` further right, after the last one the first."""
        self._choose_by_user((self.chosen + step) % len(self._kinds))


class ChangeForm(Form):
    """Changes many entries alike; each field that says nothing leaves that as it is.

    What becomes of the entries is worked out in a thread, one change after the other.
    """

    DEFAULT_CSS = """
    ChangeForm {
        #arrow { width: 3; }
        #parts { width: 26; }
        #count, #problem { height: auto; padding: 0; }
        #preview-box { max-height: 14; }
    }
    ChangeForm.-short #preview-box { max-height: 8; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("change")
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012 - as Screen declares it
    key_prefix = "change"
    next_field_hint = "tab next field · "

    def __init__(self, document: Document, entries: Sequence[Entry], writer: EntryWriter) -> None:
        """Make the form.

        Args:
            document: The log.
            entries: The entries to change.
            writer: Saves the change.
        """
        super().__init__(document, writer, "", {}, is_back=False)
        self._entries = entries
        self._change = EntryChange()
        self._planned: EntryChange | None = None
        self._is_planning = False

    def compose(self) -> ComposeResult:
        """Yield the fields, how many entries change, and the preview."""
        kinds = self._document.legend.kinds
        with self.make_frame(f"Change {len(self._entries)} entries", self.key_line()):
            yield from self._row("Kind", "kind", KindPicker(kinds, none_label=_AS_IT_IS, id="kind"))
            date = SafeInput(id="date", placeholder=_AS_IT_IS, compact=True)
            yield from self._row("Date", "date", date, Static(id="date-meaning"))
            if uses_states(self._document):
                states = [Kind("", state) for state in STATES]
                yield from self._row(
                    "State", "state", KindPicker(states, none_label=_AS_IT_IS, id="state")
                )
            if uses_tags(self._document):
                added, removed = (
                    TagInput(self._document, "", id=name) for name in ("added", "removed")
                )
                yield from self._row("Tags +", "tags", added, Label("Tags -"), removed)
            old = SafeInput(id="old", placeholder="text to replace", compact=True)
            new = SafeInput(id="new", placeholder="what stands there then", compact=True)
            yield from self._row("Replace", "replace", old, Static(" → ", id="arrow"), new)
            parts, method = WordPicker(_PARTS, "parts"), WordPicker(("plain", "regex"), "method")
            yield from self._row("In", "parts", parts, method)
            yield Static(id="problem")
            yield Static(id="count")
            yield self.preview_box()

    def _row(self, label: str, field: str, *widgets: Widget) -> ComposeResult:
        with Horizontal(classes=f"row {field}-row"):
            yield Label(label)
            yield from widgets

    def on_mount(self) -> None:
        """Begin with the kind."""
        self.query_one("#preview-box").can_focus = True
        self.query_one("#kind" if self._document.legend.kinds else "#date").focus()
        self._start = self.field_values()
        self.refresh_preview()

    def key_line(self) -> str:
        """Return the keys with what they do."""
        save, close = self.key_display("change.save"), self.key_display("change.close")
        return f"{save} change them · {self.next_field_hint}{close} close, change nothing"

    # What is typed

    def field_values(self) -> FieldTexts:
        """Return what stands in each field."""
        values = {field.id or "": field.value for field in self.query(Input)}
        pickers = {picker.id or "": picker for picker in self.query(KindPicker)}
        return values | {name: str(picker.chosen) for name, picker in pickers.items()}

    def keep_typed(self) -> None:
        """Keep nothing: there is no text of an entry here."""

    def discard(self) -> None:
        """Have every field leave everything as it is."""
        for field in self.query(Input):
            field.value = ""
        for picker in self.query(KindPicker):
            picker.chosen = 0 if isinstance(picker, WordPicker) else -1
        self.refresh_preview()

    def read_change(self) -> EntryChange:
        """Return what is wanted of each entry.

        Raises:
            DraftError: The date is not one.
        """
        kind, words = self.query_one("#kind", KindPicker).kind, self._value("date")
        today = users_today()
        date = partial_date(read_date(words, today, self._document)) if words.strip() else None
        parts, method = (self.query_one(name, WordPicker) for name in ("#parts", "#method"))
        replace = PatternReplacement if method.chosen else Replacement
        replacement = replace(self._value("old"), self._value("new"), _PARTS[parts.chosen])
        state = next(
            (
                STATES[picker.chosen]
                for picker in self.query("#state").results(KindPicker)
                if picker.chosen >= 0
            ),
            None,
        )
        tags = {field.id: field.tags for field in self.query(TagInput)}
        return EntryChange(
            kind=kind.symbol if kind else None,
            date=date,
            state=state,
            tags_added=tags.get("added", ()),
            tags_removed=tags.get("removed", ()),
            replacement=replacement if replacement.old else None,
            way=self._writer.way_to_finish if state else None,
        )

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    @on(Input.Changed)
    @on(KindPicker.Chosen)
    def _handle_change(self) -> None:
        self.withdraw_question()
        self.refresh_preview()

    # What becomes of the entries

    def refresh_preview(self) -> None:
        """Have a plan made of what is typed, and shown when it is there."""
        try:
            self._change = self.read_change()
            self._show_problem_line("")
        except DraftError as error:
            self._change = EntryChange()
            self.show_draft_error(error)
        date = self._change.date
        meaning = f"· {partial_date_label(date, self._writer.dates)}" if date else ""
        self.query_one("#date-meaning", Static).update(Content(meaning))
        if not self._is_planning:
            self._is_planning = True
            self.run_worker(self._make_plans(), group="plans")

    def _show_problem_line(self, problem: str) -> None:
        line = self.query_one("#problem", Static)
        line.display = bool(problem)
        line.update(apply_theme(styled(display_text(problem), "error")))

    async def _make_plans(self) -> None:
        """Make a plan of what is typed, until one is made of all that is; never two at once."""
        while self._planned != self._change:
            await asyncio.sleep(_PAUSE)
            change = self._change
            try:
                count, lines = await asyncio.to_thread(self._plan, change)
            except LogtuiError as error:
                count, lines = styled(display_text(sentence(error)), "error"), []
            if not self.app.is_running or self not in self.app.screen_stack:
                return  # it is being closed, and its fields go one after the other
            self._planned = change
            if change == self._change:
                self.query_one("#count", Static).update(apply_theme(count))
                self.show_preview(lines)
        self._is_planning = False

    def _plan(self, change: EntryChange) -> tuple[Content, list[Content]]:
        """Return, in a thread, what there is to say of ``change``, and the lines that it makes."""
        today = users_today()
        plan = plan_changes(self._document, self._entries, change, today)
        count = Content("\n").join(self._summary(plan))
        if plan.edit is None:
            return count, []
        changes = changed_lines(self._document, plan.edit, signs=self.app.no_color)
        return count, first_lines(changes, _MOST_LINES)

    def _summary(self, plan: ChangePlan) -> Iterator[Content]:
        """Yield how many entries change, and which ones cannot."""
        words = f"{len(plan.changed)} of {len(self._entries)} entries change"
        yield styled(words, "strong" if plan.changed else "dim")
        for refusal in plan.refused[:_MOST_NAMED]:
            title = label_text(self._document.title(refusal.entry) or "(no title)", _MAX_TITLE)
            yield styled(f"{title} stays: {display_text(refusal.reason)}", "error")
        if len(plan.refused) > _MOST_NAMED:
            yield styled(f"and {len(plan.refused) - _MOST_NAMED} more stay", "error")

    # Saving

    @on(Input.Submitted)
    def _handle_enter(self) -> None:
        self.action_save()

    async def save(self) -> None:
        """Make the change and close; where something is wrong, show that and stay open."""
        try:
            self._change = self.read_change()
            if self._change == EntryChange():
                self.close_unchanged()
                return
            await self._writer.do_to_all(self.operation)
        except DraftError as error:
            self.show_draft_error(error)
        except LogtuiError as error:
            self.show_problem(error)
        else:
            await self.close_saved()

    def operation(self) -> ChangeEntries:
        """Return what changes all entries; of many it takes a while."""
        today = users_today()
        refs = EntryRef.of_all(self._document, self._entries)
        return ChangeEntries(refs, self._change, today)

    def show_draft_error(self, error: DraftError) -> None:
        """Show what is wrong with what is typed."""
        self._show_problem_line(sentence(error))
