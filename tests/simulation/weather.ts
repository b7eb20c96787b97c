import type { Weather } from './wire.ts'
import type { World } from './world.ts'

const FAIR: Weather = { isRefusing: false, isSilent: false, slowness: 1 }

/** Spans in which the billing refuses connections, swallows what it gets, or takes its time. */
export function createWeather({
  plan,
  random,
  scheduler,
  counts,
}: Pick<World, 'plan' | 'random' | 'scheduler' | 'counts'>): () => Weather {
  const spans = Array.from({ length: plan.outages }, () => {
    const fromMs = random.between(0, plan.calmAtMs)
    const untilMs = Math.min(plan.calmAtMs, fromMs + random.between(500, 25_000))
    const kind = random.pick(['refusing', 'silent', 'slow'] as const)
    return {
      fromMs,
      untilMs,
      weather: { isRefusing: kind === 'refusing', isSilent: kind === 'silent', slowness: kind === 'slow' ? 200 : 1 },
    }
  })
  counts.add('outages', spans.length)
  return () => {
    const now = scheduler.now()
    return spans.find(({ fromMs, untilMs }) => now >= fromMs && now < untilMs)?.weather ?? FAIR
  }
}
