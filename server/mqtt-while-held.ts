import { every, type Repeated } from './every.ts';
import { startMqtt, type MqttDeps, type MqttOptions } from './intake/mqtt/mqtt-intake.ts';

const LOOK_MS = 500;

/** Of several servers one listens to the broker: two under one name would throw each other out. */
export function mqttWhileHeld(options: MqttOptions, deps: MqttDeps, isMine: () => Promise<boolean>): Repeated {
  let running: { stop(): Promise<void> } | null = null;
  const looks = every(
    LOOK_MS,
    async () => {
      const isHeld = await isMine();
      if (isHeld && !running) running = startMqtt(options, deps);
      else if (!isHeld && running) {
        await running.stop();
        running = null;
      }
    },
    deps.onFault,
  );
  return {
    async stop() {
      await looks.stop();
      await running?.stop();
    },
  };
}
