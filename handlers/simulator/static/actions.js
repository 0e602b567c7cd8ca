// What happens when a person taps something the bot made. Draws only the little dialogs that asks for.
import { chooseFile, sendPlace } from "./attach.js";
import { dialog, el, toast, webAddress } from "./dom.js";

export function perform(phone, action) {
  (KINDS[action?.type] ?? unknown)(phone, action);
}

export function nameOf(action) {
  return action?.label || action?.displayText || action?.text || action?.uri || "ปุ่ม";
}

function unknown(phone, action) {
  toast(`ยังไม่รองรับปุ่มแบบ ${action?.type}`);
}

function postback(phone, action) {
  phone.act("tap", { data: action.data, displayText: action.displayText ?? action.text });
  if (action.inputOption === "openKeyboard") phone.startTyping(action.fillInText ?? "");
  if (action.inputOption === "openVoice") phone.voice?.open();
  if (action.inputOption === "openRichMenu") phone.foldMenu(false);
  if (action.inputOption === "closeRichMenu") phone.foldMenu(true);
}

function openAddress(phone, action) {
  const address = webAddress(action.uri);
  if (address) window.open(address, "_blank", "noopener,noreferrer");
  else toast(`บนมือถือจะเปิด ${action.uri}`);
}

async function copy(phone, action) {
  try {
    await navigator.clipboard.writeText(action.clipboardText);
    toast("คัดลอกแล้วค่ะ");
  } catch {
    toast(`คัดลอกไม่ได้: ${action.clipboardText}`);
  }
}

function pickTime(phone, action) {
  const type = action.mode === "datetime" ? "datetime-local" : action.mode;
  const field = el("input", { type, min: action.min ?? "", max: action.max ?? "", value: action.initial ?? "" });
  const send = el("button", { type: "button", text: "ส่ง" });
  const box = dialog(nameOf(action), field, send);
  send.addEventListener("click", () => {
    if (!field.value) return;
    phone.act("tap", { data: action.data, params: { [action.mode]: field.value } });
    box.close();
  });
}

const KINDS = {
  postback,
  message: (phone, action) => phone.act("say", { text: action.text }),
  uri: openAddress,
  clipboard: copy,
  datetimepicker: pickTime,
  camera: (phone) => chooseFile(phone.person, "image"),
  cameraRoll: (phone) => chooseFile(phone.person, "image"),
  location: (phone) => sendPlace(phone.person),
  richmenuswitch: (phone, action) =>
    phone.act("switch", { richMenuAliasId: action.richMenuAliasId, data: action.data }),
};
