"""Names of Karen, Mon and Burmese people, put together of a few syllables. A table; no dictionary has them."""

# As they are written in Thai letters; a name is two to four of them.
_SYLLABLES = """
    ซอ นอ นอว์ หน่อ หน่อว์ หม่อ หมื่อ มึ หมึ พอ พอว์ เอ วา ปะ พะ ทู เลอ แฮ โพ ดา ลา เก คู กะ ลอ วี แว มู ชี ตู โซ โซ่
    มิน หมิ่น อ่อง ออง อองซาน วิน ทุน ทูน เมียว เมียะ เมี๊ยะ เน เนย์ จ่อ จอ ลวิน ลิน หม่อง หม่า มะ ดอ ดอว์ ขิ่น ซาน ติน
    ทิน ซิน ซิ่น เมี้ยน ตัน ทวย เตง เต โม โม่ โมว์ ยี คิน เย เปียว โก อาย นู นวย ไข่ ซู จี พิว พยู มิ มี ทา ทวา กวา แกว
    แล เล วอ ว่อ โล บู บือ พือ ปอ เปอ แป ปือ คือ ปรี ปลือ เกอะ เจอะ จะ ชะ ชอ เชอ ซา เซ เซอ เส่ ส่า ไพ ไหม่ ไหม
    อู อุ เอะ แอะ โอ โอะ ยอ ยา แย ยุ ไย เหม่ แหม่ แม หมี่ ไม ไหน่ เนอ นะ หนะ ญา ญอ เญ อี แอ ออ ธู ธา เธอ ที ดี เดะ
    ดู แดะ โด๊ะ จู จา จิ เจ บะ บี บา เบ กอ กา กี เก่อ ตา ตะ แต ท้อ คา แค แคะ คี ขะ แขะ โบ มอ มา อ่อน เนง ซุย เท เธน
    เทน ทวน ไอ โพะ พู พา พี แพ เพ ผะ เพอะ ลุ ลู วะ ฮา ฮอ ฮู แฮะ เฮ รู ระ ปรู คลี คลอ โปร มอญ เมย เม ชิ ชาน อะ
"""
# Syllables that begin most of these names; one of them has to.
_FIRST = """
    ซอ นอ นอว์ หน่อ หน่อว์ หม่อ หมื่อ มึ หมึ พอว์ พะ โพ อ่อง ออง อองซาน ทุน ทูน เมียว เมียะ เมี๊ยะ เนย์ เน จ่อ จอ หม่อง
    หม่า มะ ดอว์ ขิ่น ซาน ติน ทิน ซิน ซิ่น เมี้ยน เตง โม่ คิน เย นวย ซู พิว พยู มิน หมิ่น มิ ทวา พือ ปือ เปอ ปลือ เคาะ
    เกอะ เจอะ จะ ชะ ชอ เส่ เซอ ไหม่ อู เอะ เอ แอะ โอะ ยอ เหม่ แหม่ หมี่ ไหน่ เนอ หนะ ญา ธู เดะ แดะ โด๊ะ บะ กอ พา วา
    มอ โม เก เม ท้อ แคะ แขะ ผะ เพอะ พู ลา แฮ แฮะ ปรู คลี คลอ โปร มอญ ชิ อะ ดา ตู ปะ เล เลอ ทู แล บือ วิน ไอ มู โซ โก
"""
SYLLABLES = frozenset(_SYLLABLES.split())
FIRST = frozenset(_FIRST.split())
_LONGEST = 6
_MOST = 4


def ends_of_border_name(run: str, is_sure: bool) -> list[int]:
    """Lengths of the beginnings of `run` that are two to four such syllables, falling.

    Where `is_sure` that a name stands, it may begin with any of them."""
    firsts = SYLLABLES if is_sure else FIRST
    ends = {size for size in range(2, _LONGEST + 2) if run[:size] in firsts}
    found: set[int] = set()
    for _ in range(_MOST - 1):
        ends = {
            at + size for at in ends for size in range(2, _LONGEST + 1) if run[at : at + size] in SYLLABLES
        }
        found |= {end for end in ends if end <= len(run)}
    return sorted(found, reverse=True)
