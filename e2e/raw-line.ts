import type { Page } from '@playwright/test';

/** What a browser console could try: a second socket with the page's own cookie, past all of the client's code. */
export const openRawLine = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
        const heard: string[] = [];
        Object.assign(window, { rawLine: { socket, heard } });
        socket.addEventListener('error', () => reject(new Error('no line')));
        socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
          heard.push(data);
          if (data.startsWith('0')) socket.send('40');
          else if (data === '2') socket.send('3');
          else if (data.startsWith('40')) resolve();
        });
      }),
  );

interface RawLine {
  socket: WebSocket;
  heard: string[];
}
export const closeRawLine = (page: Page): Promise<void> =>
  page.evaluate(() => (window as unknown as { rawLine: RawLine }).rawLine.socket.close());
/** The server's acknowledgement, as it came. */
export const askRaw = (page: Page, event: string, payload: unknown, ackId: number): Promise<string> =>
  page.evaluate(
    ([sent, answerPrefix]) =>
      new Promise<string>((resolve) => {
        const { socket } = (window as unknown as { rawLine: RawLine }).rawLine;
        socket.addEventListener('message', ({ data }: MessageEvent<string>) => data.startsWith(answerPrefix!) && resolve(data));
        socket.send(sent!);
      }),
    [`42${ackId}${JSON.stringify([event, payload])}`, `43${ackId}[`],
  );
export const rawHeard = (page: Page): Promise<string> =>
  page.evaluate(() => (window as unknown as { rawLine: RawLine }).rawLine.heard.join('\n'));
