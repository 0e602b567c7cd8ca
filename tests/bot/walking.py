"""A person made of data: acts at random on what is on the screen, and remembers all that the bot was told to keep."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from bot.conversation import step
from bot.effects import Button, Effect, Forget, Move, Record
from bot.events import Came, Edited, Event, Joined, Left, Quiet, Said, Sent, Tapped, Unsent, Where
from bot.form import Form
from bot.given import Given, Memory
from bot.speech import speak
from bot.state import Asking, Confirming, State
from bot.step import Step

TEXTS = (
    "ครูไม่พอจ้า",
    "เน็ตไม่มี ไฟก็โซล่า ฝนตกที3วันไม่ติด",
    "ไม่มี",
    "ข้าม",
    "ย้อนกลับ",
    "แก้คำตอบ",
    "พัก",
    "ทำต่อ",
    "ต่อไป",
    "เริ่มใหม่",
    "ข้อมูลของฉัน",
    "ลบข้อมูล",
    "ถอนความยินยอม",
    "ช่วยเหลือ",
    "ผลรับฟังล่าสุด",
    "สวัสดีค่ะ",
    "ขอบคุณค่ะ",
    "ใช่",
    "ไม่",
    "ยินยอม",
    "ไม่ยินยอม",
    "ไทรโยค",
    "ครู",
    "1",
    "๓",
    "2 4",
    "ขอข้ามได้มั้ย",
    "👍",
    "555",
    "-",
    "{you} {0} %s ~",
    "",
)

actions = st.one_of(
    st.tuples(st.just("tap"), st.integers(0, 12)),
    st.tuples(st.just("say"), st.sampled_from(TEXTS)),
    st.tuples(st.just("say"), st.text(max_size=40)),
    st.tuples(st.just("old"), st.integers(0, 40)),
    st.tuples(st.just("wait"), st.sampled_from((0, 1, 4_000, 3 * 24 * 3_600_000))),
    st.tuples(st.just("quiet"), st.just(0)),
    st.tuples(st.just("send"), st.sampled_from(("sticker", "image", "audio", "location", "hologram"))),
    st.tuples(st.just("late"), st.sampled_from(TEXTS)),
    st.tuples(st.just("join"), st.just(0)),
    st.tuples(st.just("leave"), st.just(0)),
    st.tuples(st.just("poster"), st.integers(0, 2)),
    st.tuples(st.just("edit"), st.integers(0, 9)),
    st.tuples(st.just("unsend"), st.integers(0, 9)),
)


HERE = Where("ตำบลท่าเสา อำเภอไทรโยค จังหวัดกาญจนบุรี", 14.1, 99.1)
POSTERS: tuple[dict[str, Any], ...] = (
    {"code": "K7F3Q2", "round": "1", "title": "เวทีรับฟัง", "district": "7102"},
    {"code": "M2XDR4", "round": "1", "title": "โรงเรียนบ้านทดลอง", "school": True},
    {"code": "H9TPV3", "round": "2", "title": "รอบใหม่"},
)


@dataclass
class Walker:
    form: Form
    state: State = field(default_factory=State)
    now: int = 1_700_000_000_000
    count: int = 0
    buttons: tuple[Button, ...] = ()
    seen: list[Button] = field(default_factory=list)
    kept: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Message id -> (slot, words), whether live or set aside."""
    wished: set[str] = field(default_factory=set)
    """Message ids that the person wanted gone: unsent, or a doubtful bubble that was a command after all."""

    def act(self, action: tuple[str, int | str]) -> Step:
        self.now += 1_000
        self.count += 1
        return self.hear(self.event(action))

    def event(self, action: tuple[str, int | str]) -> Event:
        at, now, id = self.now, self.now + 30, str(self.count)
        match action:
            case "tap", int(n) if self.buttons:
                return Tapped(at=at, now=now, data=self.buttons[n % len(self.buttons)].data)
            case "old", int(n) if self.seen:
                return Tapped(at=at, now=now, data=self.seen[n % len(self.seen)].data)
            case "say", str(text):
                return Said(at=at, now=now, text=text, message_id=id)
            case "late", str(text):
                return Said(at=at - 1_500, now=now, text=text, message_id=id)
            case "send", str(kind):
                return Sent(
                    at=at, now=now, kind=kind, message_id=id, where=HERE if kind == "location" else None
                )
            case "poster", int(n):
                return Came(at=at, now=now, **POSTERS[n])
            case "edit", int(n) if self.kept:
                return Edited(at=at, now=now, message_id=list(self.kept)[n % len(self.kept)], text="แก้แล้ว")
            case "join", _:
                return Joined(at=at, now=now)
            case "leave", _:
                return Left(at=at, now=now)
            case "wait", int(milliseconds):
                self.now += milliseconds
                return Quiet(at=self.now, now=self.now, turn=self.state.turn)
            case "unsend", str(message_id):
                self.wished.add(message_id)
                return Unsent(at=at, now=now, message_id=message_id)
            case "unsend", int(n) if self.kept:
                message_id = list(self.kept)[n % len(self.kept)]
                self.wished.add(message_id)
                return Unsent(at=at, now=now, message_id=message_id)
            case _:
                return Quiet(at=at, now=now, turn=self.state.turn)

    def hear(self, event: Event) -> Step:
        place = self.state.place
        done = step(self.state, event, self.form)
        if isinstance(place, Asking) and place.doubt:
            self.wished.add(place.doubtful)
        if isinstance(place, Confirming) and place.what == "erase":
            self.wished.update(self.kept)
        if isinstance(place, Confirming) and place.what.startswith("drop:"):
            self.wished.update(id for id, (slot, _) in self.kept.items() if f"drop:{slot}" == place.what)
        self.state = done.state
        for effect in done.effects:
            self.perform(effect)
        bubbles = speak(done.effects, self.form, self.memory(), done.state)
        if bubbles:
            self.buttons = (*bubbles[-1].lead, *bubbles[-1].buttons)
            beside = [button for bubble in bubbles for card in bubble.cards for button in card.buttons]
            self.seen.extend((*self.buttons, *beside))
        return done

    def memory(self) -> Memory:
        slots = dict.fromkeys(slot for slot, _ in self.kept.values())
        told = {slot: "\n".join(text for at, text in self.kept.values() if at == slot) for slot in slots}
        return Memory(tuple(Given(slot, text=text) for slot, text in told.items()), link="https://invented")

    def perform(self, effect: Effect) -> None:
        match effect:
            case Record(slot=slot, message_id=message_id, text=text) if message_id:
                self.kept[message_id] = (slot, text)
            case Move(message_ids, slot):
                for message_id in message_ids:
                    self.kept[message_id] = (slot, self.kept[message_id][1])
            case Forget(slot=slot) if slot:
                self.kept = {id: said for id, said in self.kept.items() if said[0] != slot}
            case Forget(message_id=""):
                self.kept.clear()
            case Forget(message_id=message_id):
                self.kept.pop(message_id, None)
            case _:
                pass
