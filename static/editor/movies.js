// Moving pictures as WebM: a picture that a playhead uncovers. Loaded when one is first wanted. The browser encodes the
// frames itself, as fast as it can; mediabunny puts them into a file that players can search.
import { BufferTarget, CanvasSource, getFirstEncodableVideoCodec, Output, QUALITY_HIGH, WebMOutputFormat } from "mediabunny";

const FRAMES_A_SECOND = 30;
/// The part of the duration in which the playhead goes over the picture. In the rest the whole is shown.
const SWEPT = 0.85;
/// The part of what is still covered that is not seen.
const COVER = 0.88;

/// Films a canvas, all of whose measures are in its pixels: `{left, right, top, line, seconds, panel, accent}`, where `line` is
/// the width of the playhead. Calls `tell` with the part that is done, and stops if that returns false. Resolves with a blob;
/// with null if that was so, or `undefined` if the browser encodes no video.
export const film = async (picture, { left, right, top, line, seconds, panel, accent }, tell) => {
  // Encoders take even measures.
  const [width, height] = [picture.width & ~1, picture.height & ~1];
  const codec = await getFirstEncodableVideoCodec(["vp9", "vp8"], { width, height, bitrate: QUALITY_HIGH });
  if (codec === null) return undefined;
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d", { alpha: false });
  const draw = (part) => {
    pen.drawImage(picture, 0, 0);
    if (part >= 1) return;
    const x = left + part * (right - left);
    pen.globalAlpha = COVER;
    pen.fillStyle = panel;
    pen.fillRect(x, top, width - x, height - top);
    pen.globalAlpha = 1;
    pen.fillStyle = accent;
    pen.fillRect(x - line / 2, top, line, height - top);
  };
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const source = new CanvasSource(canvas, { codec, bitrate: QUALITY_HIGH });
  output.addVideoTrack(source, { frameRate: FRAMES_A_SECOND });
  await output.start();
  const frames = Math.round(seconds * FRAMES_A_SECOND);
  for (let frame = 0; frame < frames; frame += 1) {
    draw(frame / (frames * SWEPT));
    // Resolves once the encoder has room for another.
    await source.add(frame / FRAMES_A_SECOND, 1 / FRAMES_A_SECOND);
    if (!tell(frame / frames)) {
      await output.cancel();
      return null;
    }
  }
  await output.finalize();
  return new Blob([output.target.buffer], { type: "video/webm" });
};
