import type { FileFacts, PortFacts } from '../facts.ts';
import { fault, ok, type Finding } from '../finding.ts';

/** Who may read what nobody else may. */
export function checkFiles(files: readonly FileFacts[]): Finding[] {
  const faults = files.flatMap(({ path, isOpenToOthers, isReadable }) => [
    ...(isOpenToOthers
      ? [
          fault(
            'file.open',
            [`${path} 可被其他用户读写`, `others than its owner may read ${path}`],
            [`chmod 600 ${path}`, `chmod 600 ${path}`],
          ),
        ]
      : []),
    ...(isReadable
      ? []
      : [
          fault(
            'file.closed',
            [`当前账户读不了 ${path}`, `this account cannot read ${path}`],
            ['以运行服务器的账户执行，或 chown', 'run this as the account of the server, or chown'],
          ),
        ]),
  ]);
  return faults.length > 0 || files.length === 0
    ? faults
    : [ok('files', '密钥与数据文件只有属主可读', 'secret and data files are readable by their owner only')];
}

export const checkPort = (facts: PortFacts): Finding[] => [...checkServer(facts), checkAddress(facts)];

const checkServer = ({ serverPid }: PortFacts): Finding[] =>
  serverPid === null ? [] : [ok('server', `服务器正在运行，进程 ${serverPid}`, `a server is running on this data, process ${serverPid}`)];

function checkAddress({ host, port, state }: PortFacts): Finding {
  const where = `${host}:${port}`;
  switch (state) {
    case 'free':
      return ok('port', `端口 ${where} 空闲`, `port ${where} is free`);
    case 'guantong':
      return ok('port.served', `端口 ${where} 由贯通服务`, `a Guantong server answers at ${where}`);
    case 'other':
      return fault(
        'port.taken',
        [`端口 ${where} 被别的程序占用`, `another program has port ${where}`],
        ['停止它，或另设 PORT', 'stop it, or choose another PORT'],
      );
    case 'forbidden':
      return fault(
        'port.forbidden',
        [`当前账户不能用端口 ${port}`, `this account may not use port ${port}`],
        ['用 1024 以上的端口，前面放代理', 'use a port from 1024 on, behind a proxy'],
      );
    default:
      return fault(
        'port.host',
        [`本机没有地址 ${host}`, `this machine does not have the address ${host}`],
        ['HOST 用 0.0.0.0 或本机的地址', 'let HOST be 0.0.0.0 or an address of this machine'],
      );
  }
}
