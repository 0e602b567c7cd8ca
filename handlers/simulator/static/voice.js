// The voice control that opens below a chat, as LINE's does. Records nothing: it sends a sample or a chosen file.
import { chooseFile, sendSampleVoice } from "./attach.js";
import { button, el } from "./dom.js";

export class VoicePanel {
  constructor(phone) {
    this.phone = phone;
    this.speak = button("🎤", () => this.then(() => sendSampleVoice(phone.person)), {
      className: "speak", testid: "voice-sample", label: "ส่งเสียงตัวอย่าง",
    });
    this.element = el(
      "div",
      { className: "voice", hidden: true, data: { testid: "voice" }, attrs: { role: "group", "aria-label": "ส่งข้อความเสียง" } },
      el("p", { text: "แตะไมค์เพื่อส่งเสียงตัวอย่าง หรือเลือกไฟล์เสียงจากเครื่อง" }),
      this.speak,
      el(
        "div",
        { className: "voice-ways" },
        button("เลือกไฟล์เสียง", () => this.then(() => chooseFile(phone.person, "audio")), { testid: "voice-file" }),
        button("ปิด", () => this.close(), { testid: "voice-close" }),
      ),
    );
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  open() {
    this.element.hidden = false;
    this.speak.focus({ preventScroll: true });
    this.phone.scrollDown();
  }

  close() {
    if (this.element.hidden) return;
    const held = this.element.contains(document.activeElement);
    this.element.hidden = true;
    if (held) this.phone.input.focus({ preventScroll: true });
  }

  then(send) {
    this.close();
    send();
  }
}
