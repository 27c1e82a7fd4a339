import { useEffect, useState } from 'react';
import { cx } from '../ui/cx.ts';
import { rootScale } from '../ui/root-scale.ts';
import type { MapHost } from './map-host.ts';
import styles from './map-controls.module.css';
import { distanceText, metresPerPixel, scaleStep } from './scale.ts';

/** Pixels of a desk. */
const MOST_PX = 140;

interface ZoomProps {
  host: MapHost;
  texts: { zoomIn: string; zoomOut: string; wholeArea: string };
  className?: string;
}

/** Nearer, farther, and back to the whole area. */
export function ZoomButtons({ host, texts, className }: ZoomProps) {
  const buttons = [
    { text: texts.zoomIn, path: 'M8 3v10M3 8h10', run: () => host.zoomBy(1) },
    { text: texts.zoomOut, path: 'M3 8h10', run: () => host.zoomBy(-1) },
    { text: texts.wholeArea, path: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3', run: () => host.fitArea() },
  ];
  return (
    <div className={cx(styles.buttons, className)}>
      {buttons.map(({ text, path, run }) => (
        <button key={text} type="button" aria-label={text} title={text} onClick={run}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={path} />
          </svg>
        </button>
      ))}
    </div>
  );
}

/** A round distance at the scale of the middle of the map; follows the camera. */
export function ScaleBar({ host, className }: { host: MapHost; className?: string }) {
  const [step, setStep] = useState<{ metres: number; widthPx: number } | null>(null);
  useEffect(() => {
    const read = (): void => {
      const { camera } = host;
      const next = camera && scaleStep(metresPerPixel(camera.zoom, camera.lngLat[1]), MOST_PX * rootScale());
      setStep((held) => (held?.metres === next?.metres && Math.round(held?.widthPx ?? 0) === Math.round(next?.widthPx ?? 0) ? held : next));
    };
    read();
    return host.onCamera(read);
  }, [host]);
  if (!step) return null;
  return (
    <div className={cx(styles.scale, className)} style={{ width: step.widthPx }}>
      {distanceText(step.metres)}
    </div>
  );
}
