"""Invented summaries, as a province might give them: a full one, one that hides much, one of a quiet week."""

from dataclasses import replace

from bot.organising.scope import Scope
from bot.summaries.values import Bar, Count, Funnel, Gap, Part, Quote, Step, Summary

AT = 1_795_000_000_000


def bar(code: str, label: str, people: int | None, mentions: int = 0) -> Bar:
    return Bar(code, label, None if people is None else Count(people, mentions or people))


LEARNING = Part(
    1,
    "สมรรถนะผู้เรียน",
    Count(182, 431),
    (
        bar("outcome", "คุณภาพผู้เรียนและการวัดผล", 96, 131),
        bar("teacher_supply", "อัตรากำลังและครูไม่ครบชั้น", 74, 102),
        bar("career_local", "อาชีพ ทักษะชีวิต ภูมิปัญญาท้องถิ่น", 51, 60),
        bar("border", "ชายแดน ชาติพันธุ์ ภาษา สถานะบุคคล", 18, 22),
        bar("early", "ปฐมวัยและเด็กพิเศษ", None),
    ),
    ("เด็กอ่านแบบเรียนบนมือถือ", "ครูภาษาอังกฤษ", "ห้องสมุดหมู่บ้าน"),
)
RUNNING = Part(
    2,
    "การบริหารจัดการโรงเรียนและทรัพยากร",
    Count(140, 290),
    (
        bar("small", "โรงเรียนขนาดเล็กและการควบรวม", 88, 119),
        bar("budget", "งบประมาณและทรัพยากร", 67, 80),
        bar("travel", "การเดินทาง ความห่างไกล ที่พักนอน", 41, 55),
    ),
    ("รถรับส่งในหน้าฝน",),
)
TOGETHER = Part(
    3,
    "กลไกความร่วมมือของจังหวัด",
    Count(75, 121),
    (
        bar("local", "บทบาท อปท.", 44, 58),
        bar("parents", "การมีส่วนร่วมของผู้ปกครองและชุมชน", 39, 47),
        bar("plan", "แผน ปฏิทิน ติดตาม ความต่อเนื่อง", None),
    ),
)
QUOTES = (
    Quote(
        "เด็ก ป.3 บ้านเรายังอ่านไม่ออกหลายคนค่ะ ครูคนเดียวสอนสองชั้น อยากให้มีคนช่วยอ่านหลังเลิกเรียน",
        ("คุณภาพผู้เรียนและการวัดผล", "อัตรากำลังและครูไม่ครบชั้น"),
        "ผู้ปกครอง โซนไทรโยค–สังขละ",
        "K7Q2M",
    ),
    Quote("อยากให้สอนทำนา ทำผ้าทอ แล้วนับเป็นหน่วยกิตได้", ("อาชีพ ทักษะชีวิต ภูมิปัญญาท้องถิ่น",), "นักเรียน", "B3T9X"),
    Quote(
        "ควบรวมแล้วลูกต้องนั่งรถชั่วโมงกว่า หน้าฝนไปไม่ถึงโรงเรียน",
        ("โรงเรียนขนาดเล็กและการควบรวม", "การเดินทาง ความห่างไกล ที่พักนอน"),
        "ผู้ปกครอง",
        "W5H8D",
    ),
    Quote("อบต. ยินดีช่วยเรื่องรถ แต่ติดระเบียบการเบิกจ่าย", ("บทบาท อปท.",), "เจ้าหน้าที่ อปท.", "R2N6C"),
    Quote("ขอบคุณที่มาถามคนในหมู่บ้านบ้างค่ะ", ("อื่น ๆ",), "", "J4P1F"),
)
GAPS = (
    Gap("สังขละบุรี · นักเรียน", 0, 60),
    Gap("ศรีสวัสดิ์ · ผู้ปกครอง", None, 45),
    Gap("ทองผาภูมิ · ครู/บุคลากร", 12, 40),
    Gap("หนองปรือ · ผู้นำชุมชน", 9, 20),
    Gap("เลาขวัญ · ภาคเอกชน", 6),
)
WEEK = tuple(
    Step(label, people)
    for label, people in zip(
        ("9 พ.ย.", "10 พ.ย.", "11 พ.ย.", "12 พ.ย.", "13 พ.ย.", "14 พ.ย.", "15 พ.ย."),
        (21, 34, None, 58, 47, 8, 30),
        strict=True,
    )
)
FULL = Summary(
    scope=Scope(period="last_7_days"),
    title="การรับฟังความคิดเห็นเรื่องการศึกษา จังหวัดกาญจนบุรี",
    about="ทั้งจังหวัด · 7 วัน",
    dates="9–15 พ.ย. 2569",
    at=AT,
    fewest=5,
    count=Count(198, 842),
    before=Count(161, 700),
    before_label="7 วันก่อนหน้า",
    funnel=Funnel(412, 367, 240, 131),
    trend=WEEK,
    parts=(LEARNING, RUNNING, TOGETHER),
    quotes=QUOTES,
    gaps=GAPS,
    nudge="ชวนน้อง ๆ และผู้ปกครองสังขละบุรีมาเล่าเรื่องโรงเรียนบ้านเราค่ะ ใช้เวลาไม่กี่นาที ไม่ถามชื่อ "
    "แอดไลน์ @siangkan แล้วพิมพ์ เริ่ม ได้เลยค่ะ",
    note="ตัวเลขของกลุ่มเล็กปิดไว้ เพื่อไม่ให้รู้ว่าใครพูด",
)
NARROW = replace(
    FULL,
    scope=Scope(focus=2, district="7102", role="teacher", period="last_7_days"),
    about="ประเด็นที่ 2 · ไทรโยค · ครู/บุคลากร · 7 วัน",
    count=Count(9, 14),
    before=None,
    funnel=None,
    trend=(),
    parts=(
        replace(
            RUNNING, count=Count(9, 14), bars=(bar("small", "โรงเรียนขนาดเล็กและการควบรวม", None),), fresh=()
        ),
    ),
    quotes=(),
    gaps=(),
    nudge="",
)
HIDDEN = replace(
    NARROW, count=None, before=Count(30, 41), parts=(replace(RUNNING, count=None, bars=(), fresh=()),)
)
EMPTY = Summary(Scope(), "", "", "", 0, 5, Count())
MILLION = replace(
    FULL,
    count=Count(1_204_518, 9_876_543),
    before=Count(1_300_000, 9_999_999),
    funnel=Funnel(2_000_000, 1_500_000, 1_204_518, 900_000),
    parts=(
        replace(LEARNING, bars=tuple(replace(b, count=Count(704_518, 1_876_543)) for b in LEARNING.bars)),
    ),
)
WORTH = (
    "เรื่องเด็กอ่านไม่ออกถูกพูดถึงมากขึ้นในไทรโยคและทองผาภูมิ 24 คน จากเดิม 11 คน",
    "เสียงเรื่องอาชีพท้องถิ่นมาจากนักเรียนเป็นครั้งแรก 12 คน",
    "รถรับส่งหน้าฝนเป็นเรื่องใหม่ของโรงเรียนที่ควบรวม 9 คน",
)
MISSING = "นักเรียนสังขละบุรี และผู้ปกครองศรีสวัสดิ์"
ACT = "ส่งข้อความชวนให้ครูใหญ่สามโรงเรียนในสังขละบุรี ช่วยบอกต่อหน้าเสาธงวันพุธนี้"
