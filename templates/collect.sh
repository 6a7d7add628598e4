#!/bin/sh
# Saves what `pullmortem analyze` wants to know about image pull failures. Made by pullmortem @VERSION@.
#
# Run it where kubectl reaches the cluster, on a node, or both. It reads only: every kubectl call is a `get` or a
# `describe`, nothing is installed, changed or sent anywhere, and it writes nowhere but into its own new folder. What a
# tool or a right is missing for is left out and listed in not-saved.txt. Root is needed for no more than some logs and
# the images of a node. No value of any Secret is saved or asked for by name.
set -u
LC_ALL=C
export LC_ALL
umask 077

usage() {
  cat <<'END'
usage: sh collect.sh [-n NAMESPACE]... [-s SINCE] [-o FOLDER] [-p URL]

  -n, --namespace NAMESPACE  only this namespace; repeatable (default: all)
  -s, --since SINCE          how far back logs and metrics go: 90m, 6h, 2d (default: 24h)
  -o, --out FOLDER           a folder that does not exist yet (default: pullmortem-evidence-TIME)
  -p, --prometheus URL       also asks this Prometheus (needs curl)
  -h, --help                 this text

Events live for an hour unless the cluster is told otherwise, so run it soon. Then: pullmortem analyze FOLDER
END
}

fail() {
  printf 'collect: %s\n' "$1" >&2
  exit 2
}

say() { printf '%s\n' "$*" >&2; }

has() { command -v "$1" >/dev/null 2>&1; }

# --- what is asked for

namespaces=''
since=24h
prometheus=''
out="pullmortem-evidence-$(date -u +%Y%m%dT%H%M%SZ)"
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    -n | --namespace | -s | --since | -o | --out | -p | --prometheus)
      [ $# -ge 2 ] || fail "$1 wants a value"
      [ -n "$2" ] || fail "$1 wants a value"
      ;;
    *) fail "$1: no such option; --help lists them" ;;
  esac
  case $1 in
    -n | --namespace)
      case $2 in *[!a-z0-9-]*) fail "$2: no name of a namespace" ;; esac
      namespaces="$namespaces $2"
      ;;
    -s | --since) since=$2 ;;
    -o | --out) out=${2%/} ;;
    -p | --prometheus) prometheus=${2%/} ;;
  esac
  shift 2
done
case $since in
  *[!0-9smhd]* | '' | [smhd]*) fail "$since: no span of time such as 90m, 6h or 2d" ;;
esac
number=${since%[smhd]}
case $number in *[!0-9]* | 0*) fail "$since: no span of time such as 90m, 6h or 2d" ;; esac
[ ${#number} -le 7 ] || fail "$since: too long"
case $since in
  *m) seconds=$((number * 60)) ;;
  *h) seconds=$((number * 3600)) ;;
  *d) seconds=$((number * 86400)) ;;
  *) seconds=$number ;;
esac
case $out in -*) out=./$out ;; esac
for path in "$out" "$out.tar.gz"; do
  [ ! -e "$path" ] || fail "$path: is there already; choose another folder"
done
mkdir -p "$out" || fail "$out: cannot be made"
trap 'rm -f "$out"/.[a-z]*; exit 130' HUP INT TERM

now=$(date -u +%s)
start=$((now - seconds))
saved=0

# --- how things are saved

# stamp FOLDER: when what lies in the folder was saved.
stamp() { date -u +%Y-%m-%dT%H:%M:%SZ >"$out/$1/captured-at"; }

# lack WHAT WHY: notes what is not there.
lack() {
  printf '%s: %s\n' "$1" "$2" >>"$out/not-saved.txt"
  say "not saved  $1: $2"
}

# keep FILE COMMAND…: saves what the command prints; an empty file is none.
keep() {
  target=$1
  shift
  status=0
  "$@" >"$out/$target" 2>"$out/.said" </dev/null || status=$?
  why=$(sed -n '/./{p;q;}' "$out/.said" | cut -c 1-300)
  rm -f "$out/.said"
  if [ ! -s "$out/$target" ]; then
    rm -f "$out/$target"
    lack "$target" "${why:-there was nothing to save}"
    return 1
  fi
  saved=$((saved + 1))
  if [ "$status" -ne 0 ]; then
    lack "$target (the rest of it)" "${why:-the command ended with status $status}"
    return 0
  fi
  say "saved      $target"
}

# --- the cluster

# kube ARGUMENT…: kubectl that gives up after a while.
kube() { kubectl --request-timeout=60s "$@"; }

# Environment values and arguments of containers may hold credentials, and analyze does not need them.
without_values() {
  if has jq; then
    jq 'walk(if type == "object"
      then del(.["kubectl.kubernetes.io/last-applied-configuration"])
        | if has("image") then del(.env, .envFrom, .command, .args) else . end
      else . end)'
  else
    cat
  fi
}

# kube_objects ARGUMENT…: objects without the values in their containers.
kube_objects() { kube get "$@" --output=json >"$out/.objects" && without_values <"$out/.objects"; }

# Names and types alone: the template prints nothing else of a Secret.
# shellcheck disable=SC2016  # the dollars are the template's
secret_names='{"apiVersion":"v1","kind":"SecretList","items":[{{range $i, $s := .items}}{{if $i}},{{end}}
{"kind":"Secret","metadata":{"namespace":{{printf "%q" .metadata.namespace}},"name":{{printf "%q" .metadata.name}}},"type":{{printf "%q" .type}}}{{end}}
]}
'
# "NAMESPACE POD NODE" of each pod with a container that waits.
# shellcheck disable=SC2016  # the dollars are the template's
waiting_pods='{{range .items}}{{$p := .}}{{$w := false}}{{range .status.initContainerStatuses}}{{if .state.waiting}}{{$w = true}}{{end}}{{end}}{{range .status.containerStatuses}}{{if .state.waiting}}{{$w = true}}{{end}}{{end}}{{if $w}}{{$p.metadata.namespace}} {{$p.metadata.name}} {{or $p.spec.nodeName "-"}}
{{end}}{{end}}'

# save_namespaces FOLDER SCOPE…: what lies in namespaces.
save_namespaces() {
  folder=$1
  shift
  mkdir -p "$out/$folder"
  stamp "$folder"
  keep "$folder/events.json" kube get events "$@" --output=json
  keep "$folder/pods.json" kube_objects pods "$@"
  for kind in replicasets deployments; do
    keep "$folder/$kind.json" kube_objects "$kind" "$@"
  done
  keep "$folder/serviceaccounts.json" kube get serviceaccounts "$@" --output=json
  keep "$folder/secrets.json" kube get secrets "$@" --output=go-template="$secret_names"
  kube get pods "$@" --output=go-template="$waiting_pods" 2>/dev/null >>"$out/.waiting"
}

# describe ARGUMENT…: a description without the values in its containers.
describe() {
  kube describe pods "$@" | awk '
    /^    (Environment|Environment Variables from|Command|Args):/ { skip = 1; next }
    !/^      / { skip = 0 }
    !skip { print }
  '
}

# save_descriptions: what kubectl says of the pods that wait; ages count from the stamp in each folder.
save_descriptions() {
  cut -d ' ' -f 1 "$out/.waiting" | sort -u | while read -r namespace; do
    awk -v wanted="$namespace" '$1 == wanted { print $2 }' "$out/.waiting" | sort -u >"$out/.pods"
    mkdir -p "$out/cluster/describe/$namespace"
    stamp "cluster/describe/$namespace"
    # Names of pods hold no blanks, and are to be arguments of their own.
    # shellcheck disable=SC2046
    keep "cluster/describe/$namespace/pods.txt" describe --namespace="$namespace" $(head -n 200 "$out/.pods")
    if [ "$(wc -l <"$out/.pods")" -gt 200 ]; then
      lack "cluster/describe/$namespace/pods.txt (the rest of it)" 'more than 200 pods wait'
    fi
  done
  rm -f "$out/.pods"
}

# kubelet_settings NODE: those of its settings that decide how images are pulled and deleted.
kubelet_settings() {
  kube get --raw "/api/v1/nodes/$1/proxy/configz" >"$out/.objects" || return
  settings=$(tr ',{}' '\n' <"$out/.objects" |
    grep -E '^"(registryPullQPS|registryBurst|serializeImagePulls|maxParallelImagePulls|imageGC(High|Low)ThresholdPercent)":[0-9a-z]+$' |
    paste -s -d , -)
  if [ -n "$settings" ]; then printf '{"kubeletconfig":{%s}}\n' "$settings"; fi
}

# save_settings: of the kubelets on whose nodes pods wait.
save_settings() {
  cut -d ' ' -f 3 "$out/.waiting" | grep -v '^-$' | sort -u | head -n 50 | while read -r node; do
    mkdir -p "$out/nodes/$node"
    keep "nodes/$node/configz.json" kubelet_settings "$node"
    keep "nodes/$node/stats-summary.json" kubelet_stats "$node"
  done
}

# kubelet_stats NODE: how full its disks are; without its pods, where jq is there.
kubelet_stats() {
  kube get --raw "/api/v1/nodes/$1/proxy/stats/summary" >"$out/.objects" || return
  if has jq; then jq 'del(.pods)' <"$out/.objects"; else cat "$out/.objects"; fi
}

# save_mirrors: OpenShift keeps in the cluster what other nodes have in files.
save_mirrors() {
  for group in config.openshift.io/v1 operator.openshift.io/v1alpha1; do
    known=$(kube get --raw "/apis/$group" 2>/dev/null </dev/null) || continue
    for kind in imagedigestmirrorsets imagetagmirrorsets images imagecontentsourcepolicies; do
      case $known in
        *"\"$kind\""*) keep "cluster/$kind.json" kube get "$kind.${group%/*}" --output=json ;;
      esac
    done
  done
}

save_cluster() {
  if ! has kubectl; then
    lack cluster 'kubectl is not on this machine'
    return
  fi
  if ! kube get --raw /version >/dev/null 2>"$out/.said" </dev/null; then
    lack cluster "$(sed -n '/./{p;q;}' "$out/.said" | cut -c 1-300)"
    rm -f "$out/.said"
    return
  fi
  mkdir -p "$out/cluster"
  stamp cluster
  : >"$out/.waiting"
  keep cluster/nodes.json kube get nodes --output=json
  if [ -z "$namespaces" ]; then
    save_namespaces cluster --all-namespaces
  else
    for namespace in $namespaces; do save_namespaces "cluster/$namespace" --namespace="$namespace"; done
  fi
  has jq || lack 'objects without environment values' 'jq is not on this machine, so values that stand in pods are in the files: look before you pass them on'
  lack 'registries of pull secrets' 'they stand beside the passwords, so they are not asked for; analyze prints the command where they matter'
  save_descriptions
  save_settings
  save_mirrors
}

# --- metrics

save_metrics() {
  [ -n "$prometheus" ] || return
  if ! has curl; then
    lack metrics 'curl is not on this machine'
    return
  fi
  mkdir -p "$out/metrics"
  # Prometheus answers with no more than 11,000 samples of a series.
  step=$((seconds / 10000 + 1))
  [ "$step" -ge 30 ] || step=30
  only=''
  for namespace in $namespaces; do only="$only${only:+|}$namespace"; done
  selector=${only:+"{namespace=~\"$only\"}"}
  for metric in kube_pod_container_status_waiting_reason kube_pod_init_container_status_waiting_reason \
    kube_pod_container_info kube_pod_init_container_info; do
    save_metric "$metric" "$metric$selector"
  done
  save_metric kubelet_pull_errors 'kubelet_runtime_operations_errors_total{operation_type="pull_image"}'
  save_metric kubelet_pulls 'kubelet_runtime_operations_total{operation_type="pull_image"}'
  stamp metrics
}

# save_metric NAME QUERY
save_metric() {
  keep "metrics/$1.json" curl -sS --fail --max-time 120 --get "$prometheus/api/v1/query_range" \
    --data-urlencode "query=$2" --data "start=$start" --data "end=$now" --data "step=$step"
}

# --- this machine, where it is a node

is_node() {
  for trace in /var/lib/kubelet /etc/kubernetes/kubelet.conf /var/lib/rancher /var/snap/microk8s; do
    if [ -e "$trace" ]; then return 0; fi
  done
  has crictl
}

# journal FORMAT: lines of the kubelet and the runtime, whichever units there are.
journal() {
  journalctl --utc --no-pager --quiet --all --output="$1" --since="@$start" -u kubelet -u containerd -u crio -u docker \
    -u cri-docker -u k3s -u k3s-agent -u rke2-server -u rke2-agent -u snap.microk8s.daemon-kubelite \
    -u snap.microk8s.daemon-containerd
}

# Configuration without logins: no header or auth tables, no lines that name a credential, no user in an address.
without_logins() {
  awk '
    # TOML: a table goes on to the next one. YAML: a key holds what is indented deeper.
    /^[ \t]*\[/ { skip = ($0 ~ /(header|\.auth)[]".]/); depth = 0 }
    depth > 0 && match($0, /[^ \t]/) && RSTART <= depth { skip = 0; depth = 0 }
    /^[ \t]*"?auth"?[ \t]*:/ { match($0, /[^ \t]/); depth = RSTART; skip = 1; next }
    skip || tolower($0) ~ /(password|passwd|username|token|secret|authorization|auth[ \t]*[:=])/ { next }
    { print }
  ' "$1" | sed 's#://[^/@]*@#://#g'
}

# kubelet_file FILE: of a kubelet's configuration what decides how images are pulled and deleted.
kubelet_file() {
  grep -E '^(apiVersion|kind|registryPullQPS|registryBurst|serializeImagePulls|maxParallelImagePulls|imageGC(High|Low)ThresholdPercent):' "$1"
}

# kubelet_flags: of the kubelet's command line what decides how images are pulled and deleted. The rest may hold tokens.
kubelet_flags() {
  flags=$({
    cat /var/lib/kubelet/kubeadm-flags.env 2>/dev/null
    # pgrep prints whole command lines, but is not on every node.
    # shellcheck disable=SC2009
    ps -e -o args= | grep -E '(^|/)(kubelet|kubenswrapper)( |$)'
  } | tr -s " \"'" '[\n*]' |
    grep -E '^--(registry-(qps|burst)|serialize-image-pulls|image-gc-(high|low)-threshold|pod-infra-container-image|image-credential-provider-(config|bin-dir))=[^@]*$' |
    sort -u | tr '\n' ' ')
  if [ -n "$flags" ]; then printf 'KUBELET_ARGS="%s"\n' "${flags% }"; fi
}

image_list() {
  if has crictl; then
    crictl --timeout=20s images --output=json
  elif has k3s; then
    k3s crictl --timeout=20s images --output=json
  else
    echo 'crictl is not on this machine' >&2
    return 1
  fi
}

disks() {
  for folder in / /var /var/lib/containerd /var/lib/containers /var/lib/docker /var/lib/kubelet /var/lib/rancher; do
    if [ -d "$folder" ]; then printf '%s\n' "$folder"; fi
  done | xargs df -P "$@" | awk 'NR == 1 || !seen[$0]++'
}

save_node() {
  if ! is_node; then
    lack 'logs and settings of a node' 'this machine is no node; run the script there too'
    return
  fi
  node=nodes/$(uname -n)
  mkdir -p "$out/$node"
  if has journalctl; then
    form=short-iso-precise
    # systemd before 234 does not know it.
    journalctl --lines=0 --output="$form" >/dev/null 2>&1 || form=short-iso
    keep "$node/journal.log" journal "$form" ||
      lack 'the journal' 'root, or a member of the group systemd-journal, may see more'
  else
    lack "$node/journal.log" 'journalctl is not on this machine'
  fi
  for file in /var/log/kubelet.log /var/log/containerd.log /var/log/crio.log \
    /var/lib/rancher/k3s/agent/containerd/containerd.log /var/lib/rancher/rke2/agent/logs/kubelet.log \
    /var/lib/rancher/rke2/agent/containerd/containerd.log; do
    if [ -e "$file" ]; then keep "$node/$(basename "$(dirname "$file")")-$(basename "$file")" tail -c 200000000 "$file"; fi
  done
  for file in /etc/containerd/config.toml /etc/containers/registries.conf /etc/containers/registries.conf.d/*.conf \
    /etc/containerd/certs.d/*/hosts.toml /var/lib/rancher/*/agent/etc/containerd/certs.d/*/hosts.toml \
    /etc/rancher/*/registries.yaml; do
    [ -e "$file" ] || continue
    mkdir -p "$out/$node$(dirname "$file")"
    keep "$node$file" without_logins "$file"
  done
  if [ -e /var/lib/kubelet/config.yaml ]; then
    keep "$node/kubelet-config.yaml" kubelet_file /var/lib/kubelet/config.yaml
  fi
  keep "$node/kubelet-flags.env" kubelet_flags
  keep "$node/crictl-images.json" image_list
  keep "$node/df.txt" disks -k
  keep "$node/df-inodes.txt" disks -i
  stamp "$node"
}

# --- all of it

save_cluster
save_metrics
save_node
rm -f "$out/.waiting" "$out/.objects" "$out/.said"
date -u +%Y-%m-%dT%H:%M:%SZ >"$out/captured-at"

if [ "$saved" -eq 0 ]; then
  say "collect: nothing could be saved; $out/not-saved.txt says why"
  exit 1
fi
name=$out
if has tar && (cd "$(dirname "$out")" && tar -czf "$(basename "$out").tar.gz" "$(basename "$out")") 2>/dev/null; then
  name=$out.tar.gz
else
  rm -f "$out.tar.gz"
fi
say ''
say "Saved in $name. Look through it before you pass it on; then: pullmortem analyze $name"
