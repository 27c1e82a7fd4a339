import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { CLIP_S_MOST, type ClipWire } from '../../../shared/wall-clips.ts';
import { TONES, type Tone } from '../../../shared/wall-sound.ts';
import type { Directory } from '../../api/areas.query.ts';
import { clipBytes, putClip, removeClip, wallClipsQuery } from '../../api/wall-clips.query.ts';
import { formatMoment, formatCount } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { decodeSound } from '../../wall/sound/decode-sound.ts';
import { tonePlayer, type TonePlayer } from '../../wall/sound/tone-player.ts';
import { nodeNames } from './screen-words.ts';
import { useActing } from './use-acting.ts';
import styles from './screens.module.css';

const ACCEPT = '.wav,.mp3,.ogg,.oga,.opus,audio/wav,audio/mpeg,audio/ogg';

/** The four sounds of the walls of one's node: listened to, and replaced by a clip of one's own. */
export function ClipsSection({ directory }: { directory: Directory | undefined }) {
  const t = useText();
  const { me } = useSession();
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({ ...wallClipsQuery, enabled: isOpen });
  const { act, problem, isBusy } = useActing();
  const [slip, setSlip] = useState<string | null>(null);
  const listen = useListening();
  const clips = data?.clips ?? [];
  const doing = (work: () => Promise<void>): void => {
    setSlip(null);
    void act(async () => {
      await work();
      await cache.invalidateQueries(wallClipsQuery);
    });
  };
  const take = async (tone: Tone, file: File): Promise<void> => {
    const sound = await decodeSound(await file.arrayBuffer()).catch(() => null);
    if (sound && sound.duration > CLIP_S_MOST) setSlip(t('screens.clipTooLong', { seconds: sound.duration.toFixed(1), most: CLIP_S_MOST }));
    else doing(() => putClip(me.scope, tone, file));
  };
  return (
    <section className={styles.log}>
      <Button kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} size={16} />
        {t('screens.clips')}
      </Button>
      {isOpen && data && (
        <>
          <ul className={styles.clips}>
            {TONES.map((tone) => (
              <ClipRow
                key={tone}
                tone={tone}
                clip={nearest(clips, tone, me.scope, directory)}
                scope={me.scope}
                directory={directory}
                isBusy={isBusy}
                onListen={(clip) => void listen(tone, clip).catch(() => setSlip(t('screens.clipUnplayable')))}
                onTake={(file) => void take(tone, file)}
                onRemove={() => doing(() => removeClip(me.scope, tone))}
              />
            ))}
          </ul>
          {(slip ?? problem) !== null && <p role="alert">{slip ?? problem}</p>}
        </>
      )}
    </section>
  );
}

interface RowProps {
  tone: Tone;
  clip: ClipWire | null;
  scope: string;
  directory: Directory | undefined;
  isBusy: boolean;
  onListen: (clip: ClipWire | null) => void;
  onTake: (file: File) => void;
  onRemove: () => void;
}
function ClipRow({ tone, clip, scope, directory, isBusy, onListen, onTake, onRemove }: RowProps) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const chooser = useRef<HTMLInputElement>(null);
  const facts = clip && {
    size: formatCount(Math.ceil(clip.bytes / 1024), language),
    area: name(nodeNames(clip.node, directory)),
    by: clip.by.replace(/^user:/, ''),
    time: formatMoment(Date.parse(clip.at), city.timeZone),
  };
  return (
    <li data-tone={tone} role="group" aria-label={t(`screens.tone.${tone}`)}>
      <strong>{t(`screens.tone.${tone}`)}</strong>
      <span>{facts ? t('screens.clipOf', facts) : t('screens.clipNone')}</span>
      <Button disabled={isBusy} onClick={() => onListen(clip)}>
        {t('screens.clipListen')}
      </Button>
      <Button disabled={isBusy} onClick={() => chooser.current?.click()}>
        {t('screens.clipPut')}
      </Button>
      {clip?.node === scope && (
        <Button disabled={isBusy} onClick={onRemove}>
          {t('screens.clipRemove')}
        </Button>
      )}
      <input
        ref={chooser}
        type="file"
        accept={ACCEPT}
        aria-label={t('screens.clipPut')}
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onTake(file);
          target.value = '';
        }}
      />
    </li>
  );
}

/** What sounds at a node: its own clip, or the nearest above. */
export function nearest(clips: readonly ClipWire[], tone: Tone, node: string, directory: Directory | undefined): ClipWire | null {
  for (let at: string | null = node; at !== null; at = directory?.get(at)?.parent ?? null) {
    const found = clips.find((clip) => clip.tone === tone && clip.node === at);
    if (found) return found;
  }
  return null;
}

/** Plays here what walls play. */
function useListening(): (tone: Tone, clip: ClipWire | null) => Promise<void> {
  const player = useRef<TonePlayer | null>(null);
  useEffect(() => () => player.current?.close(), []);
  return async (tone, clip) => {
    const playing = (player.current ??= tonePlayer(() => undefined));
    const sound = clip && (await decodeSound(await clipBytes(clip.id)));
    await playing.open();
    playing.play(tone, sound);
  };
}
