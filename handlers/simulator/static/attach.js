// Everything a person can send besides words. Shows nothing in the chat itself.
import { act } from "./api.js";
import { button, dialog, el } from "./dom.js";

// Drawn with emoji: LINE's own stickers belong to LINE.
export const STICKERS = [
  { packageId: "446", stickerId: "1988", face: "😊", name: "ยิ้ม" },
  { packageId: "446", stickerId: "1989", face: "🙏", name: "ขอบคุณ" },
  { packageId: "446", stickerId: "1990", face: "👍", name: "เยี่ยม" },
  { packageId: "446", stickerId: "1991", face: "😂", name: "ขำ" },
  { packageId: "446", stickerId: "1992", face: "😢", name: "เศร้า" },
  { packageId: "446", stickerId: "1993", face: "❤️", name: "รัก" },
];

const PLACES = [
  { title: "โรงเรียนตัวอย่างริมน้ำ", address: "ต.ตัวอย่าง อ.เมืองกาญจนบุรี จ.กาญจนบุรี", latitude: 14.02, longitude: 99.53 },
  { title: "ศาลากลางหมู่บ้าน", address: "ต.ตัวอย่าง อ.ไทรโยค จ.กาญจนบุรี", latitude: 14.12, longitude: 99.14 },
];

const ACCEPT = { image: "image/*", audio: "audio/*", file: "" };

export function openTray(person) {
  const box = dialog(
    "ส่งอะไรดี",
    choice("🖼️ รูปภาพจากเครื่อง", () => chooseFile(person, "image"), "send-photo"),
    choice("🌄 รูปตัวอย่าง", async () => send(person, "image", await samplePhoto(), "sample.png"), "send-sample-photo"),
    choice("🎤 เสียงจากเครื่อง", () => chooseFile(person, "audio")),
    choice("🔔 เสียงตัวอย่าง", () => sendSampleVoice(person), "send-sample-voice"),
    choice("📍 ตำแหน่งที่ตั้ง", () => sendPlace(person), "send-place"),
    choice("📄 ไฟล์", () => chooseFile(person, "file")),
  );
  box.dataset.testid = "tray";

  function choice(words, start, testid = "") {
    const go = () => {
      box.close();
      start();
    };
    return button(words, go, { className: "wide", testid });
  }
}

export function openStickers(person) {
  const box = dialog("สติกเกอร์");
  const tray = el("div", { className: "sticker-tray" });
  for (const { packageId, stickerId, face, name } of STICKERS) {
    const go = () => {
      box.close();
      act(person, "sticker", { packageId, stickerId });
    };
    tray.append(button(face, go, { className: "sticker", testid: "sticker", label: `สติกเกอร์ ${name}` }));
  }
  box.append(tray);
}

export function chooseFile(person, kind) {
  const field = el("input", { type: "file", accept: ACCEPT[kind] });
  field.addEventListener("change", () => {
    const [file] = field.files;
    if (file) send(person, kind, file, file.name);
  });
  field.click();
}

export function sendPlace(person) {
  const box = dialog("ส่งตำแหน่ง");
  const go = (place) => {
    box.close();
    act(person, "location", place);
  };
  for (const place of PLACES) {
    box.append(button(`📍 ${place.title}`, () => go(place), { className: "wide", testid: "place" }));
  }
  box.append(el("h3", { text: "ตำแหน่งอื่น" }), otherPlace(go));
}

// LINE gives the address in words where it knows one, and the degrees always.
function otherPlace(go) {
  const [{ latitude, longitude }] = PLACES;
  const address = el("input", { name: "address", data: { testid: "place-address" }, attrs: { maxlength: "100" } });
  const degrees = (name, value, most) =>
    el("input", { name, type: "number", step: "any", min: String(-most), max: String(most), required: true, value: String(value) });
  const north = degrees("latitude", latitude, 90);
  const east = degrees("longitude", longitude, 180);
  const send = el("button", { type: "submit", text: "ส่งตำแหน่งนี้", className: "wide", data: { testid: "place-send" } });
  const form = el(
    "form",
    {},
    el("label", { text: "ที่อยู่ (เว้นว่างได้)" }, address),
    el("div", { className: "pair" }, el("label", { text: "ละติจูด" }, north), el("label", { text: "ลองจิจูด" }, east)),
    send,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ title: "ตำแหน่งที่เลือก", address: address.value, latitude: north.valueAsNumber, longitude: east.valueAsNumber });
  });
  return form;
}

export const sendSampleVoice = (person) => send(person, "audio", sampleVoice(), "sample.wav");

async function send(person, kind, blob, fileName) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let letters = "";
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  await act(person, kind, { base64: btoa(letters), contentType: blob.type, fileName });
}

function samplePhoto() {
  const canvas = el("canvas", { width: 480, height: 320 });
  const pen = canvas.getContext("2d");
  const area = (color, x, y, width, height) => {
    pen.fillStyle = color;
    pen.fillRect(x, y, width, height);
  };
  area("#bfe3ff", 0, 0, 480, 200);
  area("#8fbf6a", 0, 200, 480, 120);
  area("#f3e2c0", 130, 120, 220, 110);
  area("#b5523b", 115, 95, 250, 28);
  area("#7a5a3a", 220, 170, 40, 60);
  area("#ffffff", 156, 145, 40, 32);
  area("#ffffff", 284, 145, 40, 32);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

// One second of a soft tone as a WAV file.
function sampleVoice() {
  const rate = 8000;
  const view = new DataView(new ArrayBuffer(44 + rate));
  const word = (at, letters) => [...letters].forEach((letter, n) => view.setUint8(at + n, letter.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, 36 + rate, true);
  word(8, "WAVEfmt ");
  [[16, 16, 4], [20, 1, 2], [22, 1, 2], [24, rate, 4], [28, rate, 4], [32, 1, 2], [34, 8, 2]].forEach(([at, value, size]) =>
    size === 4 ? view.setUint32(at, value, true) : view.setUint16(at, value, true),
  );
  word(36, "data");
  view.setUint32(40, rate, true);
  for (let n = 0; n < rate; n += 1) view.setUint8(44 + n, 128 + 40 * Math.sin((n * 440 * 2 * Math.PI) / rate));
  return new Blob([view.buffer], { type: "audio/wav" });
}
