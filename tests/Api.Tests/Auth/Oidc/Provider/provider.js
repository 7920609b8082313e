// A real OpenID provider for the sign-in tests. Prints "port N", reads the client's redirect URI from standard input, and prints "ready".
// Anybody signs in by name, with any password; the names below have roles. Ends with its standard input.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const roles = { ann: ['sre'], carl: ['guests', 'Platform Admins', 'sre'], dora: 'support', bob: ['sales'] };

const server = createServer();
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));

const input = createInterface({ input: process.stdin });
input.on('close', () => process.exit(0));
input.once('line', (redirectUri) => {
  const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
    clients: [{ client_id: 'router', client_secret: 'the-client-secret', redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], profile: ['preferred_username', 'name', 'role'] },
    cookies: { keys: ['only for tests'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: `${id}@example.com`, name: 'Same Name', role: roles[id] }),
    }),
    pkce: { required: () => true },
  });
  server.on('request', provider.callback());
  console.log('ready');
});
