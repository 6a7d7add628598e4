import type { RegistryProfile } from './profile.ts';

export const ecrPublic: RegistryProfile = {
  id: 'ecr-public',
  isPublic: true,
  name: 'Amazon ECR Public',
  hosts: ['public.ecr.aws'],
  words: [],
  hidesMissingRepositories: false,
  refusal: 'ECR Public refuses only expired tokens: it can be pulled from without any login.',
  credentials: () => ({
    action: 'Remove an old login for public.ecr.aws, or renew it',
    commands: [
      'aws ecr-public get-login-password --region us-east-1 | skopeo login --username AWS --password-stdin public.ecr.aws',
    ],
  }),
  limits: 'ECR Public limits anonymous pulls by rate and by data per month.',
  docs: {
    title: 'Amazon ECR Public quotas',
    url: 'https://docs.aws.amazon.com/AmazonECR/latest/public/public-service-quotas.html',
  },
};
