/** Any would do: nothing is played on it. */
const RATE_HZ = 48_000;

/** A sound as it can be played, whether or not the page may sound yet. @throws DOMException when the browser cannot play it */
export const decodeSound = (bytes: ArrayBuffer): Promise<AudioBuffer> => new OfflineAudioContext(1, 1, RATE_HZ).decodeAudioData(bytes);
