import { ANY_SENDER, type FeedKind } from '../../../shared/feed-terms.ts';
import type { FeedWire, PostFeed } from '../../../shared/feed-wire.ts';

/** A feed as it is typed. */
export interface FeedDraft {
  zh: string;
  en: string;
  url: string;
  kind: FeedKind;
  everyMin: number;
  isOn: boolean;
  /** One a line, or by commas. */
  senders: string;
  /** By commas. */
  hosts: string;
  skipsElsewhere: boolean;
  /** Empty = as it was. */
  token: string;
  hasToken: boolean;
  dropsToken: boolean;
}
/** A field without which nothing can be asked. */
type LackingField = 'zh' | 'url' | 'senders';

const EMPTY: FeedDraft = {
  zh: '',
  en: '',
  url: '',
  kind: 'auto',
  everyMin: 5,
  isOn: true,
  senders: '',
  hosts: '',
  skipsElsewhere: true,
  token: '',
  hasToken: false,
  dropsToken: false,
};

export function draftOf(feed: FeedWire | null): FeedDraft {
  if (!feed?.settings) return EMPTY;
  const { names, everyS, settings } = feed;
  const { url, kind, isOn, senders, hosts, skipsElsewhere, hasToken } = settings;
  return {
    ...EMPTY,
    ...names,
    url,
    kind,
    isOn,
    skipsElsewhere,
    hasToken,
    everyMin: everyS / 60,
    senders: senders.join('\n'),
    hosts: hosts.join(', '),
  };
}

const words = (text: string): string[] => [...new Set(text.split(/[\s,，、]+/).filter(Boolean))];

/** The first field without which nothing can be asked. */
export function lackOf({ zh, en, url, senders }: FeedDraft): LackingField | null {
  if (zh.trim() === '' && en.trim() === '') return 'zh';
  if (!/^https?:\/\/\S+$/.test(url.trim())) return 'url';
  return words(senders).length === 0 ? 'senders' : null;
}

/** For the wire: a name in one language stands for both, and everybody is said in one word. */
export function toSettings(draft: FeedDraft): Omit<PostFeed, 'node'> {
  const { zh, en, url, kind, everyMin, isOn, skipsElsewhere, token, dropsToken } = draft;
  return {
    names: { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() },
    url: url.trim(),
    kind,
    everyS: Math.round(everyMin * 60),
    isOn,
    senders: words(draft.senders).map((word) => (word === '＊' ? ANY_SENDER : word)),
    hosts: words(draft.hosts).map((host) => host.toLowerCase()),
    skipsElsewhere,
    ...(token.trim() !== '' ? { token: token.trim() } : dropsToken ? { token: null } : {}),
  };
}
