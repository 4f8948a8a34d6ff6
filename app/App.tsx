// Which screen is shown.
import { Suspense } from 'react';
import { ClientProvider } from './client/ClientProvider.tsx';
import { OpeningPage } from './features/shell/OpeningPage.tsx';
import { Shell } from './features/shell/Shell.tsx';
import { StreamsPage } from './features/streams/StreamsPage.tsx';
import { type Route, useRoute } from './router.ts';
import {
  ComposePage,
  FindPage,
  LabPage,
  MetadataPage,
  PlayPage,
  RequestPage,
  RequestsPage,
  RivalPage,
  ScenarioPage,
  SettingsPage,
  StreamScreen,
  UnknownPage,
} from './screens.ts';
import { StoreProvider, useLogId } from './store.tsx';
import { AnnouncerProvider } from './ui/Announcer.tsx';
import { ErrorBoundary } from './ui/Failure.tsx';
import { Loading } from './ui/Loading.tsx';

export function App() {
  return (
    <AnnouncerProvider>
      <ErrorBoundary title="The app could not be shown">
        <StoreProvider waiting={(opening, tryAgain) => <OpeningPage opening={opening} tryAgain={tryAgain} />}>
          <ClientProvider>
            <Screens />
          </ClientProvider>
        </StoreProvider>
      </ErrorBoundary>
    </AnnouncerProvider>
  );
}

function Screens() {
  const route = useRoute();
  return (
    <Shell route={route}>
      <ErrorBoundary title="This screen could not be shown" resetKey={route}>
        <Suspense key={screenOf(route)} fallback={<Waiting />}>
          <Screen route={route} />
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
}

/** A new screen takes the place of the old one, even while its code is loaded. */
function screenOf(route: Route): Route['kind'] {
  return route.kind === 'event' ? 'stream' : route.kind; // An event is opened beside its stream.
}

function Waiting() {
  return (
    <section className="pane">
      <Loading what="this screen" />
    </section>
  );
}

function Screen({ route }: { readonly route: Route }) {
  const logId = useLogId();
  switch (route.kind) {
    case 'streams':
      return <StreamsPage />;
    case 'stream':
      return (
        <StreamScreen
          key={`${logId} ${route.stream}`}
          stream={route.stream}
          page={route.page}
          eventNumber={null}
        />
      );
    case 'event':
      return (
        <StreamScreen
          key={`${logId} ${route.stream}`}
          stream={route.stream}
          page={null}
          eventNumber={route.eventNumber}
        />
      );
    case 'metadata':
      return <MetadataPage key={route.stream} stream={route.stream} />;
    case 'find':
      return <FindPage key={`${logId} ${route.stream}`} stream={route.stream} search={route.search} />;
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
    case 'lab':
      return <LabPage />;
    case 'scenario':
      return <ScenarioPage key={route.scenario} id={route.scenario} />;
    case 'rival':
      return <RivalPage key={route.stream} stream={route.stream} />;
    case 'play':
      return <PlayPage key={logId} stream={route.stream} at={route.at} fold={route.fold} />;
    case 'settings':
      return <SettingsPage />;
    case 'unknown':
      return <UnknownPage path={route.path} />;
  }
}
