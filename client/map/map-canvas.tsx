import { useEffect, useRef } from 'react';
import { cx } from '../ui/cx.ts';
import type { MapHost } from './map-host.ts';
import styles from './map-canvas.module.css';
import type { MapIntents, OnMapFact } from './map-types.ts';

interface Props {
  host: MapHost;
  intents: MapIntents;
  onFact: OnMapFact;
  className?: string;
}

/** Lends the host a place in the page. Nothing of the map passes through React. */
export function MapCanvas({ host, intents, onFact, className }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    host.attach(place.current!);
    return () => host.detach();
  }, [host]);
  useEffect(() => host.onFact(onFact), [host, onFact]);
  useEffect(() => host.apply(intents), [host, intents]);
  return <div ref={place} className={cx(styles.canvas, className)} />;
}
