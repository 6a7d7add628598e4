/** Host, port and path of an address, without its scheme and any login. */
export function nameHost(address: string): string {
  const [host = '', ...path] = address.replace(/^[a-z]+:\/\//i, '').split('/');
  return [host.replace(/^.*@/, ''), ...path.filter((part) => part !== '')].join('/');
}

/** Whether an address is asked without TLS. */
export function isPlainAddress(address: string): boolean {
  return /^http:\/\//i.test(address);
}

/** The registry that a host is, by the name that images have: Docker Hub's hosts have names of their own. */
export function nameHub(host: string): string {
  return /^(?:registry-1|index)\.docker\.io(?:$|\/)/.test(host) ? 'docker.io' : (host.split('/', 1)[0] ?? host);
}
