const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': '@swc/jest' },
  moduleNameMapper: {
    '^@budget/(kernel|ports|contracts|target-documents|payment-files|service-host|testing)$': '<rootDir>/libs/$1/src/index.ts',
    '^@budget/(domain|adapters)/([^/]+)$': '<rootDir>/libs/$1/$2/src/index.ts',
    '^@budget/(command-service|projection-service|alerting-service|monitor)$': '<rootDir>/apps/$1/src/index.ts',
  },
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/tmp/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tmp/', '<rootDir>/.data/'],
};

export default {
  // Jest reads it here alone, not in a project. Databases, browsers and busy machines need the minute.
  testTimeout: 60_000,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{libs,apps,tests}/**/*.spec.{ts,tsx}'] },
    { ...shared, displayName: 'integration', testMatch: ['<rootDir>/{libs,apps}/**/*.int-spec.ts'] },
    { ...shared, displayName: 'acceptance', testMatch: ['<rootDir>/tests/acceptance/**/*.acceptance.ts'] },
    { ...shared, displayName: 'browser', testMatch: ['<rootDir>/tests/browser/**/*.browser.ts'] },
  ],
};
