import { command, fillNames } from '../commands.ts';
import type { RegistryProfile } from './profile.ts';

export const acr: RegistryProfile = {
  id: 'acr',
  name: 'Azure Container Registry',
  hosts: ['*.azurecr.io', '*.azurecr.cn', '*.azurecr.us'],
  words: ['https://aka.ms/acr/authorization', 'https://aka.ms/acr/firewall', 'https://aka.ms/acr/errors'],
  hidesMissingRepositories: true,
  refusal:
    'ACR answers 401 both without and with a wrong identity; "anonymous" or "oauth token" in the text tells which. 403 with an address means its firewall.',
  credentials: (names) => {
    const name = fillNames(names).registry.replace(/\..*$/, '');
    return {
      action: 'Attach the registry to the cluster, so that the kubelet identity may pull (AcrPull)',
      commands: [
        command`az aks update --resource-group RESOURCE_GROUP --name CLUSTER --attach-acr ${name}`,
        command`az aks check-acr --resource-group RESOURCE_GROUP --name CLUSTER --acr ${`${name}.azurecr.io`}`,
      ],
    };
  },
  limits: 'ACR limits reads per minute by service tier.',
  docs: {
    title: 'Troubleshoot Azure Container Registry login',
    url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login',
  },
};
