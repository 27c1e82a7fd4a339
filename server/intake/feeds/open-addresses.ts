import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

/**
 * Which addresses may be asked: those of the public Internet, and those that the administrator names (`10.1.0.0/16,192.168.7.3`). Everything
 * else (this machine, the inner network, the cloud's own services) would answer whoever may write a feed in the server's name.
 * @throws Error that names what is no address
 */
export function openAddresses(named: string): (address: string) => boolean {
  const networks = named
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
    .map(networkOf);
  return (text) => {
    if (!ipaddr.isValid(text)) return false;
    // An IPv4 address in the clothes of an IPv6 one is that IPv4 address.
    const address = ipaddr.process(text);
    return isPublic(address) || networks.some((network) => isIn(address, network));
  };
}

const PUBLIC_6 = ipaddr.parseCIDR('2000::/3');
const isPublic = (address: Address): boolean => address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(PUBLIC_6));

function networkOf(word: string): [Address, number] {
  if (ipaddr.isValidCIDR(word)) return ipaddr.parseCIDR(word);
  if (!ipaddr.isValid(word)) throw new Error(`FEEDS_PRIVATE: ${word} is no address and no network`);
  const address = ipaddr.process(word);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

const isIn = (address: Address, [network, bits]: [Address, number]): boolean =>
  address.kind() === network.kind() && address.match(network, bits);
