/**
 * What is wrong with the settings of mirrors, and with names without a registry.
 * Sources: containerd remotes/docker/config/hosts.go 1.4–2.1, containers/image pkg/sysregistriesv2 and pkg/shortnames
 * v5.5–v5.36.
 */
export const MIRROR = {
  'mirror.config': [
    'no resolve hosts',
    'no pull hosts',
    'no push hosts',
    'failed to decode hosts.toml',
    'failed to load host config',
    'failed to parse hosts.toml',
    'invalid hosts configuration',
    'unable to load ca cert *',
    'unable to read ca cert *',
    'unable to load ca cert',
    'unable to read ca cert',
    'unknown capability *',
    'unable to parse server',
    'mirrors cannot be set when config_path is provided',
    'cannot be set when config_path is provided',
    'loading registries configuration',
    'error loading registries configuration',
    'error loading registries',
    'parsing registries configuration',
    'mixing sysregistry v1/v2',
    'invalid mirror endpoint',
    'failed to load registry configuration',
    'response was http.statusnotfound',
    'invalid port * after host',
    'first path segment in url cannot contain colon',
    'missing protocol scheme',
    'invalid character * in host name',
    'invalid control character in url',
    'invalid registry mirror',
  ],
  'mirror.short-name': [
    'did not resolve to an alias and no unqualified-search registries are defined in',
    'did not resolve to an alias',
    'short-name resolution enforced but cannot prompt without a tty',
    'short name mode is enforcing',
    'returns ambiguous list',
    // CRI-O until 1.20.
    'no registries configured while trying to pull an unqualified image',
    'no unqualified-search registries are defined',
    'unqualified-search-registries',
    'short-name resolution enforced',
  ],
} as const satisfies Record<string, readonly string[]>;
