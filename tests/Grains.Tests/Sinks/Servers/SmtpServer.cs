using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Router.Domain.Configuration;

namespace Router.Grains.Tests.Sinks.Servers;

/// <summary>The npm package smtp-server, running on this machine as a process of its own, with a certificate for 127.0.0.1.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly string Folder = Programs.SourceFolder("tests", "Grains.Tests", "Sinks", "Servers", "Smtp");
    private readonly Process _process;

    private SmtpServer(Process process, int port, string ca) => (_process, Port, Ca) = (process, port, ca);

    /// <summary>Why the tests that need it are skipped; null when they needn't be.</summary>
    public static string? Missing =>
        Programs.Find("node") is null ? "node is not installed (apt-get install nodejs npm)"
        : !Directory.Exists(Path.Combine(Folder, "node_modules", "smtp-server")) ? "the npm package smtp-server is not installed (npm ci in tests/Grains.Tests/Sinks/Servers/Smtp)"
        : null;

    public int Port { get; }

    /// <summary>Its certificate, which signs itself, in PEM.</summary>
    public string Ca { get; }

    public static async Task<SmtpServer> StartAsync(SmtpTls tls = SmtpTls.StartTls, bool auth = false)
    {
        var (certificate, key) = Certificate();
        var start = new ProcessStartInfo("node", ["server.js"]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { secure = tls == SmtpTls.Tls, noStartTls = tls != SmtpTls.StartTls, auth, cert = certificate, key }));
        return new(process, int.Parse(await ReadAsync(process, "port "), CultureInfo.InvariantCulture), certificate);
    }

    /// <summary>The next mail.</summary>
    public async Task<ReceivedMail> MailAsync() => ReceivedMail.Parse(await ReadAsync(_process, "mail "));

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Bound);
        _process.Dispose();
    }

    private static async Task<string> ReadAsync(Process process, string prefix)
    {
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Bound) is { } line)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal))
                return line[prefix.Length..];
        }

        throw new InvalidOperationException($"the server ended before it said '{prefix}'");
    }

    private static (string Certificate, string Key) Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=router-test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
