import type { MqttClient } from 'mqtt';

type Send = (packet: { cmd: string; messageId?: number }, done?: (fault?: Error) => void, ...rest: unknown[]) => unknown;

/**
 * Lets messages of QoS 1 be taken many at once, and acknowledges each when it is kept. MQTT.js hands out the next message only when it has
 * sent the acknowledgement of the one before, which would be one commit for each message; so that is held back here, on the way out.
 * What was held when a connection ended is forgotten: the broker sends those messages again.
 */
export function holdAcks(client: MqttClient): (messageId: number, kept: Promise<void>) => void {
  const inner = client as unknown as { _sendPacket: Send };
  const send: Send = inner._sendPacket.bind(client);
  const held = new Map<number, Promise<void>>();
  let connection = 0;
  client.on('close', () => {
    connection += 1;
    held.clear();
  });
  inner._sendPacket = (packet, done, ...rest) => {
    const kept = packet.cmd === 'puback' && packet.messageId !== undefined ? held.get(packet.messageId) : undefined;
    if (!kept) return send(packet, done, ...rest);
    held.delete(packet.messageId!);
    const mine = connection;
    // One that is not kept is not acknowledged; why was told where it failed.
    kept.then(
      () => (mine === connection ? void send(packet) : undefined),
      () => undefined,
    );
    return done?.();
  };
  return (messageId, kept) => void held.set(messageId, kept);
}
