/** A setting of a node's runtime or kubelet that decides how images are pulled there. */
export type NodeSetting =
  /**
   * Mirrors that are asked first. `registry` is a host, maybe with a path, or `*` for every registry. `isRewritten`: they
   * are asked for other repository names than the image's. `pullsBy`: only pulls by digest, or by tag, ask them.
   */
  | {
      readonly name: 'mirror';
      readonly registry: string;
      readonly mirrors: readonly string[];
      readonly isRewritten?: boolean;
      readonly pullsBy?: 'digest' | 'tag';
    }
  /** Where the runtime looks for mirrors, one folder for each registry. */
  | { readonly name: 'mirror-folders'; readonly paths: readonly string[] }
  /** How a host is asked: over plain HTTP, its certificate not checked, or checked against an authority of its own. */
  | {
      readonly name: 'registry-tls';
      readonly registry: string;
      readonly isPlain: boolean;
      readonly isChecked: boolean;
      /** Path of the file of authorities; null where not set. */
      readonly caFile: string | null;
    }
  /** The runtime has a login of its own for a host. Never the login itself. */
  | { readonly name: 'registry-login'; readonly registry: string }
  /** The runtime does not serve the kubelet at all; the words say why. */
  | { readonly name: 'cri-not-served'; readonly why: string }
  /** The image that every pod's sandbox runs, by the runtime or (`kubelet`) as the kubelet keeps it from being deleted. */
  | { readonly name: 'sandbox-image'; readonly image: string; readonly of: 'runtime' | 'kubelet' }
  /** A pull that receives nothing for so long is cancelled; 0 is never. */
  | { readonly name: 'pull-progress-timeout'; readonly seconds: number }
  | { readonly name: 'registry-blocked'; readonly registry: string }
  /** Where a name without a registry is looked for. */
  | { readonly name: 'unqualified-search'; readonly registries: readonly string[] }
  /** The kubelet's pull limits; null where not set. 0 as QPS is no limit. */
  | {
      readonly name: 'pull-limits';
      readonly registryPullQps: number | null;
      readonly registryBurst: number | null;
      readonly serializeImagePulls: boolean | null;
      readonly maxParallelImagePulls: number | null;
    }
  /** Fill levels of the disk in percent between which the kubelet deletes unused images; null where not set. */
  | { readonly name: 'image-gc'; readonly highPercent: number | null; readonly lowPercent: number | null }
  /** The kubelet asks credential plug-ins for the logins of images that match one of the patterns. */
  | { readonly name: 'credential-provider'; readonly provider: string; readonly matchImages: readonly string[] }
  /** Where the kubelet's command line says that credential plug-ins are; null for a flag that is not given. */
  | { readonly name: 'credential-provider-flags'; readonly configFile: string | null; readonly folder: string | null };
