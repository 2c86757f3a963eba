// Links: a text packed for an address and back, and an address as squares for a camera. Loaded when one is first wanted.
import { generate } from "lean-qr";

const FORMAT = "deflate-raw";
/// The empty squares that readers need around the others.
const MARGIN = 4;

const through = (bytes, stream) => new Blob([bytes]).stream().pipeThrough(stream);

/// The text as letters, digits, `-` and `_`.
export const pack = async (text) => {
  const bytes = new Uint8Array(await new Response(through(new TextEncoder().encode(text), new CompressionStream(FORMAT))).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

/// What `pack` has packed; null if it is nothing of the kind, or has more than `most` bytes: a short link may unpack to
/// any length, so that it is read no further.
export const unpack = async (packed, most) => {
  try {
    const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const reader = through(bytes, new DecompressionStream(FORMAT)).getReader();
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let text = "";
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      length += value.byteLength;
      if (length > most) {
        await reader.cancel();
        return null;
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return null;
  }
};

/// A text as squares: `{edge, path}` with the margin in `edge`; null if it is too long for any.
export const squares = (text) => {
  let code;
  try {
    code = generate(text);
  } catch {
    return null;
  }
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      const from = x;
      while (x + 1 < code.size && code.get(x + 1, y)) x += 1;
      path += `M${from + MARGIN} ${y + MARGIN}h${x + 1 - from}v1h-${x + 1 - from}z`;
    }
  }
  return { edge: code.size + 2 * MARGIN, path };
};
