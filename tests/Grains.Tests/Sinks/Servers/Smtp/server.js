// A real SMTP server for the email sink's tests. Reads its settings as a line of JSON from standard input, prints "port N", and then each mail as
// "mail JSON" with its envelope, its text and how it came. Ends with its standard input.
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

const refuse = (code, message) => Object.assign(new Error(message), { responseCode: code });

const input = createInterface({ input: process.stdin });
input.on('close', () => process.exit(0));
input.once('line', (line) => {
  const { auth, noStartTls, ...tls } = JSON.parse(line);
  const server = new SMTPServer({
    ...tls,
    authOptional: !auth,
    hideSTARTTLS: noStartTls,
    disabledCommands: noStartTls ? ['STARTTLS'] : [],
    disableReverseLookup: true,
    onAuth: ({ username, password }, session, callback) =>
      username === 'router' && password === 'pa55word' ? callback(null, { user: username }) : callback(refuse(535, `no such user with ${password}`)),
    onRcptTo: ({ address }, session, callback) =>
      address.startsWith('unknown') ? callback(refuse(550, 'No such user')) : address.startsWith('busy') ? callback(refuse(450, 'Try later')) : callback(),
    onData: (stream, session, callback) => {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const mail = { from: mailFrom.address, to: rcptTo.map((r) => r.address), secure: session.secure, user: session.user || null, raw: Buffer.concat(chunks).toString('base64') };
        console.log(`mail ${JSON.stringify(mail)}`);
        callback(mail.to.some((to) => to.startsWith('full')) ? refuse(452, 'Disk full') : null);
      });
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1', function () { console.log(`port ${this.address().port}`); });
});
