// The parts of `late.tsx`.
export { NetworkBanner } from './features/network/NetworkBanner.tsx';
export { NetworkChoices } from './features/network/NetworkChoices.tsx';
export { SpaceUsed } from './features/settings/SpaceUsed.tsx';
export { DataLossBanner } from './features/shell/DataLossBanner.tsx';
export { NeedsYou } from './features/shell/NeedsYou.tsx';
export { OfflineBanner } from './features/shell/OfflineBanner.tsx';
export { UpdateBanner } from './features/shell/UpdateBanner.tsx';
export { MoreOnScroll } from './features/streams/MoreOnScroll.tsx';
export { SystemStreams } from './features/streams/SystemStreams.tsx';
export { startUpdates } from './start-updates.ts';
