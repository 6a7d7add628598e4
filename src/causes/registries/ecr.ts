import { command, fillNames } from '../commands.ts';
import type { RegistryProfile } from './profile.ts';

export const ecr: RegistryProfile = {
  id: 'ecr',
  name: 'Amazon ECR',
  hosts: ['*.dkr.ecr.*.amazonaws.com', '*.dkr.ecr.*.amazonaws.com.cn', '*.dkr-ecr.*.on.aws'],
  words: ['ecr:batchgetimage', 'ecr:getdownloadurlforlayer', 'aws ecr get-login'],
  hidesMissingRepositories: false,
  refusal:
    'ECR answers 401 or 403 for an expired token (they last 12 hours), for one of another region, and where IAM or the repository policy forbids the pull; 404 there means that the credentials were taken.',
  credentials: (names) => {
    const { registry, path } = fillNames(names);
    const region = /\.ecr\.([a-z0-9-]+)\./.exec(registry)?.[1] ?? 'REGION';
    return {
      action:
        'ECR tokens last 12 hours: let the kubelet fetch them (ecr-credential-provider and the node role with AmazonEC2ContainerRegistryPullOnly) rather than keep one in a secret',
      commands: [
        command`aws ecr get-login-password --region ${region} | skopeo login --username AWS --password-stdin ${registry}`,
        command`aws ecr get-repository-policy --region ${region} --repository-name ${path}`,
      ],
    };
  },
  limits: 'ECR limits API calls per account and region; the quota can be raised.',
  docs: {
    title: 'Amazon ECR private registry authentication',
    url: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
  },
};
