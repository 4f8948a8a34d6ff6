// Which screen is shown.
import { ClientProvider } from './client/ClientProvider.tsx';
import { ComposePage } from './features/compose/ComposePage.tsx';
import { RequestPage } from './features/requests/RequestPage.tsx';
import { RequestsPage } from './features/requests/RequestsPage.tsx';
import { SettingsPage } from './features/settings/SettingsPage.tsx';
import { OpeningPage } from './features/shell/OpeningPage.tsx';
import { Shell } from './features/shell/Shell.tsx';
import { UnknownPage } from './features/shell/UnknownPage.tsx';
import { StreamScreen } from './features/stream/StreamScreen.tsx';
import { StreamsPage } from './features/streams/StreamsPage.tsx';
import { type Route, useRoute } from './router.ts';
import { StoreProvider } from './store.tsx';
import { AnnouncerProvider } from './ui/Announcer.tsx';
import { ErrorBoundary } from './ui/Failure.tsx';

export function App() {
  return (
    <AnnouncerProvider>
      <StoreProvider waiting={(opening, tryAgain) => <OpeningPage opening={opening} tryAgain={tryAgain} />}>
        <ClientProvider>
          <Screens />
        </ClientProvider>
      </StoreProvider>
    </AnnouncerProvider>
  );
}

function Screens() {
  const route = useRoute();
  return (
    <Shell route={route}>
      <ErrorBoundary title="This screen could not be shown" resetKey={route}>
        <Screen route={route} />
      </ErrorBoundary>
    </Shell>
  );
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.kind) {
    case 'streams':
      return <StreamsPage />;
    case 'stream':
      return <StreamScreen key={route.stream} stream={route.stream} page={route.page} eventNumber={null} />;
    case 'event':
      return (
        <StreamScreen key={route.stream} stream={route.stream} page={null} eventNumber={route.eventNumber} />
      );
    case 'post':
      return route.stream === null ? (
        <ComposePage />
      ) : (
        <ComposePage key={route.stream} stream={route.stream} />
      );
    case 'requests':
      return <RequestsPage />;
    case 'request':
      return <RequestPage key={route.id} id={route.id} />;
    case 'settings':
      return <SettingsPage />;
    case 'unknown':
      return <UnknownPage path={route.path} />;
  }
}
