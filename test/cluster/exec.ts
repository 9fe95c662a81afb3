import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** The protocol kubectl speaks to run something in a container: frames of a WebSocket whose first byte says which stream they belong to. */
const PROTOCOL = "v5.channel.k8s.io";
const STDOUT = 1;
const STATUS = 3;
/** What the handshake adds to the client's key (RFC 6455, 1.3). */
const HANDSHAKE = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** Answers with an output and an exit code, and hangs up. */
export function answerExec(
  request: IncomingMessage,
  socket: Duplex,
  { code, stdout }: { readonly code: number; readonly stdout: string },
): void {
  const accept = createHash("sha1")
    .update(`${request.headers["sec-websocket-key"] ?? ""}${HANDSHAKE}`)
    .digest("base64");
  const lines = [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${accept}`,
    `Sec-WebSocket-Protocol: ${PROTOCOL}`,
  ];
  const status =
    code === 0
      ? { metadata: {}, status: "Success" }
      : {
          metadata: {},
          status: "Failure",
          reason: "NonZeroExitCode",
          message: `command terminated with non-zero exit code: ${code}`,
          details: { causes: [{ reason: "ExitCode", message: String(code) }] },
        };
  socket.on("error", () => undefined);
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  socket.write(frame(STDOUT, stdout));
  socket.write(frame(STATUS, JSON.stringify(status)));
  socket.end(Buffer.from([0x88, 2, 0x03, 0xe8])); // closed, 1000: all is said
}

/** One binary frame, as a server sends it: without a mask. */
function frame(stream: number, text: string): Buffer {
  const payload = Buffer.concat([Buffer.from([stream]), Buffer.from(text)]);
  const length = payload.length < 126 ? Buffer.from([payload.length]) : Buffer.from([126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([Buffer.from([0x82]), length, payload]);
}
