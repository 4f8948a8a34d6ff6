import { expect, test } from 'vitest';
import { routeOf } from '../../../router.ts';
import { SCENARIOS, scenarioOf } from './index.ts';

test('every scenario has an address of its own', () => {
  for (const scenario of SCENARIOS) {
    expect(routeOf(`/lab/${scenario.id}`)).toEqual({ kind: 'scenario', scenario: scenario.id });
    expect(scenarioOf(scenario.id)).toBe(scenario);
  }
});

test.each(SCENARIOS.map((each) => [each.title, each] as const))(
  '%s ends in one sentence that says what was learnt',
  (_title, { learnt }) => {
    expect(learnt).toMatch(/^[A-Z][^.!?]+\.$/);
  },
);

test.each(SCENARIOS.map((each) => [each.title, each] as const))(
  '%s leaves the first step that does something to a person, or prepares it',
  (_title, { steps }) => {
    expect(steps.some((step) => step.by === 'you')).toBe(true);
    for (const step of steps.filter(({ by }) => by === 'you')) expect(step.act).toBeDefined();
    expect(new Set(steps.map((step) => step.title)).size).toBe(steps.length);
  },
);
