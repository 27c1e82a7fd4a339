// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import { setLanguage } from '../../i18n/language.ts';
import { SessionContext } from '../../state/session.ts';
import { Attachments } from './attachments.tsx';
import { Commands } from './commands.tsx';
import { useAttach } from './use-attach.ts';

const CATEGORIES = [{ code: 'rubbish', evidence: ['text', 'photo-after'] }];
const detail = (version: number, status: string, commands: string[], more: object = {}) =>
  ({ incident: { id: 5, version, status, ...more }, commands, branchCommands: [] }) as unknown as IncidentDetail;
const answers: { status: number; body: unknown }[] = [];
const asked: { url: string; body: Record<string, unknown>; key: string | null }[] = [];

/** What an upload meets: the next answer, as `fetch` has them. */
class FakeRequest extends EventTarget {
  upload = new EventTarget();
  status = 0;
  responseText = '';
  open() {}
  setRequestHeader() {}
  send(file: File) {
    const { status, body } = uploadAnswers.shift() ?? { status: 201, body: { id: 'f'.repeat(64) } };
    uploaded.push(file.name);
    this.status = status;
    this.responseText = JSON.stringify(body);
    setTimeout(() => this.dispatchEvent(new Event(status === 0 ? 'error' : 'load')));
  }
}
const uploadAnswers: { status: number; body: unknown }[] = [];
const uploaded: string[] = [];

beforeEach(async () => {
  await setLanguage('en');
  answers.length = 0;
  asked.length = 0;
  uploadAnswers.length = 0;
  uploaded.length = 0;
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  URL.createObjectURL = () => 'blob:here';
  URL.revokeObjectURL = () => undefined;
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    asked.push({ url, body, key: new Headers(init.headers).get('idempotency-key') });
    const { status, body: answer } = answers.shift() ?? { status: 200, body: {} };
    return new Response(JSON.stringify(answer), { status });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(of: IncidentDetail) {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const tree = (now: IncidentDetail) => (
    <QueryClientProvider client={cache}>
      <SessionContext
        value={{
          me: { role: 'dispatcher' } as never,
          city: { categories: CATEGORIES, fileLimit: 1000, timeZone: 'Asia/Shanghai' } as never,
        }}
      >
        <Shown detail={now} />
      </SessionContext>
    </QueryClientProvider>
  );
  const { rerender } = render(tree(of));
  return (now: IncidentDetail) => rerender(tree(now));
}
function Shown({ detail: now }: { detail: IncidentDetail }) {
  const attach = useAttach(now);
  return (
    <>
      <Attachments detail={now} attach={attach} />
      <Commands detail={now} attach={attach} />
    </>
  );
}
const press = (key: string) => act(async () => void fireEvent.keyDown(window, { key }));
const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve, 5)));

describe('commands', () => {
  it('one key gives a command; it is pending until the new version shows', async () => {
    answers.push({ status: 200, body: { id: 5, version: 2, status: 'registered' } });
    const update = show(detail(1, 'reported', ['register', 'note']));
    await press('g');
    await settle();
    expect(asked[0]).toMatchObject({ url: '/api/v1/incidents/5/commands/register', body: { seenVersion: 1 } });
    expect(asked[0]!.key).toMatch(/^[0-9a-f]{32}$/);
    expect(screen.getByText('Sent, waiting for confirmation…')).toBeDefined();
    update(detail(2, 'registered', ['dispatch', 'note']));
    expect(screen.queryByText('Sent, waiting for confirmation…')).toBeNull();
  });
  it('Alt and a letter pressed while the last command is under way counts for what comes of it', async () => {
    let answer = (_response: Response): void => undefined;
    vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (answer = resolve)));
    const more = { category: 'rubbish', reportedAt: '2026-07-15T00:00:00Z' };
    const update = show(detail(1, 'reported', ['register', 'note'], more));
    await press('g');
    await act(async () => void fireEvent.keyDown(window, { key: 'n', code: 'KeyN', altKey: true }));
    await act(async () => answer(new Response('{"id":5,"version":2,"status":"registered"}')));
    update(detail(2, 'registered', ['dispatch', 'note'], more));
    await settle();
    expect(screen.getByLabelText(/^When it was done/)).toBeDefined();
  });
  it('asks for what is missing and names it', async () => {
    show(detail(1, 'reported', ['note']));
    await press('n');
    fireEvent.click(screen.getByRole('button', { name: 'Note' }));
    expect(screen.getByText('Fill in: Text')).toBeDefined();
    expect(asked).toEqual([]);
  });
  it('asks a re-check for its finding and reason, and sends both', async () => {
    const drawn = { recheck: { of: 'reject', by: 'user:w', at: '2026-07-15T00:00:00Z' } };
    show(detail(2, 'rejected', ['recheck'], { extra: drawn }));
    await act(async () => void fireEvent.keyDown(window, { key: 'I', shiftKey: true }));
    const finding = screen.getByRole('combobox', { name: 'Finding' });
    expect([...finding.querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
      '',
      'Decision stands',
      'Overturned, back to the desk',
    ]);
    fireEvent.change(finding, { target: { value: 'overturned' } });
    fireEvent.click(screen.getByRole('button', { name: 'Re-check' }));
    expect(screen.getByText('Fill in: Reason')).toBeDefined();
    fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'it is there' } });
    fireEvent.click(screen.getByRole('button', { name: 'Re-check' }));
    await settle();
    expect(asked).toMatchObject([
      { url: '/api/v1/incidents/5/commands/recheck', body: { seenVersion: 2, outcome: 'overturned', reason: 'it is there' } },
    ]);
  });
  it('a lost race shows what changed and keeps what was typed', async () => {
    answers.push(
      { status: 409, body: { code: 'version.stale', message: 'changed' } },
      { status: 200, body: detail(3, 'handling', ['note']) },
      { status: 200, body: { id: 5, version: 4, status: 'handling' } },
    );
    const update = show(detail(2, 'accepted', ['note']));
    await press('n');
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'caller phoned again' } });
    fireEvent.click(screen.getByRole('button', { name: 'Note' }));
    await settle();
    expect(screen.getByText('This incident has just changed')).toBeDefined();
    expect(screen.getByText(/went from “Accepted” to “Handling”/)).toBeDefined();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('caller phoned again');
    update(detail(3, 'handling', ['note']));
    fireEvent.click(screen.getByRole('button', { name: 'Note all the same' }));
    await settle();
    expect(asked.at(-1)).toMatchObject({
      url: '/api/v1/incidents/5/commands/note',
      body: { seenVersion: 3, text: 'caller phoned again' },
    });
  });
  it('asks for the evidence of the category, says what is missing and keeps what was typed while a photo comes', async () => {
    const handling = (version: number, files: object[] = []) =>
      detail(version, 'handling', ['handle', 'attach'], { category: 'rubbish', dispatchedAt: '2026-07-15T00:00:00Z', extra: { files } });
    const update = show(handling(4));
    await press('h');
    expect(screen.getByRole('list', { name: 'What the category asks for' }).textContent).toContain('a photo from after still missing');
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'resolved' } });
    fireEvent.change(screen.getByLabelText('Text'), { target: { value: 'cleared' } });
    fireEvent.click(screen.getByRole('button', { name: 'Report handled' }));
    expect(screen.getByText('Still missing: a photo from after')).toBeDefined();
    expect(asked).toEqual([]);

    answers.push({ status: 200, body: handling(4) }, { status: 200, body: { id: 5, version: 5 } });
    const photo = new File(['x'], 'after.jpg', { type: 'image/jpeg' });
    fireEvent.change(document.querySelector('[data-pick="files"]')!, { target: { files: [photo] } });
    await settle();
    await settle();
    expect(uploaded).toEqual(['after.jpg']);
    expect(asked.find(({ url }) => url.endsWith('/commands/attach'))?.body).toEqual({
      seenVersion: 4,
      file: { kind: 'photo-after', id: 'f'.repeat(64) },
    });
    update(handling(5, [{ kind: 'photo-after', at: '2026-07-15T01:00:00Z', sha256: 'f'.repeat(64), mediaType: 'image/jpeg', bytes: 1 }]));
    expect(screen.getByLabelText<HTMLTextAreaElement>('Text').value).toBe('cleared');
    fireEvent.click(screen.getByRole('button', { name: 'Report handled' }));
    await settle();
    expect(asked.at(-1)).toMatchObject({ url: '/api/v1/incidents/5/commands/handle', body: { text: 'cleared', disposition: 'resolved' } });
  });
  it('a photo that did not get through stays with its reason, and goes again by its button; one that is too large is not sent', async () => {
    const open = detail(1, 'reported', ['attach'], { category: 'rubbish', dispatchedAt: null });
    uploadAnswers.push({ status: 0, body: null });
    show(open);
    const drop = async (...files: File[]) => {
      const event = new Event('paste') as Event & { clipboardData: { files: File[] } };
      event.clipboardData = { files };
      await act(async () => void window.dispatchEvent(event));
      await settle();
    };
    await drop(new File(['x'], 'line.jpg', { type: 'image/jpeg' }));
    expect(screen.getByRole('alert', { name: '' }).textContent).not.toBe('');
    answers.push({ status: 200, body: open }, { status: 409, body: { code: 'version.stale', message: '' } });
    answers.push({ status: 200, body: detail(2, 'reported', ['attach']) }, { status: 200, body: { id: 5, version: 3 } });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settle();
    await settle();
    expect(uploaded).toEqual(['line.jpg', 'line.jpg']);
    expect(asked.filter(({ url }) => url.endsWith('/attach')).map(({ body }) => body['seenVersion'])).toEqual([1, 2]);
    expect(document.querySelector('[data-upload]')).toBeNull();
    await drop(new File(['x'.repeat(2000)], 'large.jpg', { type: 'image/jpeg' }));
    expect(uploaded).toHaveLength(2);
    expect(document.querySelector('[data-upload="failed"]')!.textContent).toContain('too large');
    fireEvent.click(screen.getByRole('button', { name: 'Do not send it' }));
    expect(document.querySelector('[data-upload]')).toBeNull();
  });
  it('says who is next where one may do nothing', () => {
    show(detail(1, 'handled', []));
    expect(screen.getByText('State “Handled”: next comes Verifier.')).toBeDefined();
  });
});
