/** What a topic says about the readings sent to it. */
export interface TopicParts {
  device: string | null;
  indicator: string | null;
}
/** A pattern of topics: what to subscribe to, and how a topic is read. */
export interface TopicPattern {
  filter: string;
  /** Null = the topic does not fit. */
  read(topic: string): TopicParts | null;
}

const PART = /^(\{(device|indicator)\}|\+|[^{}#+\u0000-\u001f]*)$/;

/**
 * Levels of a topic: `{device}` and `{indicator}` are read from it, `+` may be anything, and a last `#` any number of further levels, such as
 * `+/{device}/{indicator}` or `plant/{device}/#`. What it does not say the payload has to.
 * @throws Error that says what is wrong with it
 */
export function topicPattern(text: string): TopicPattern {
  const levels = text.split('/');
  const isOpen = levels.at(-1) === '#';
  const parts = isOpen ? levels.slice(0, -1) : levels;
  const wrong = parts.find((part) => !PART.test(part));
  if (
    text === '' ||
    wrong !== undefined ||
    new Set(parts.filter((part) => part.startsWith('{'))).size < parts.filter((part) => part.startsWith('{')).length
  )
    throw new Error(`MQTT_TOPIC ${text}: levels are words, +, {device} and {indicator}, each of these once, and # at the end`);
  return {
    filter: [...parts.map((part) => (part.startsWith('{') ? '+' : part)), ...(isOpen ? ['#'] : [])].join('/'),
    read(topic) {
      const told = topic.split('/');
      if (isOpen ? told.length < parts.length : told.length !== parts.length) return null;
      const found: TopicParts = { device: null, indicator: null };
      for (const [i, part] of parts.entries()) {
        const level = told[i]!;
        if (part === '{device}') found.device = level;
        else if (part === '{indicator}') found.indicator = level;
        else if (part !== '+' && part !== level) return null;
      }
      return found;
    },
  };
}
