using System.Diagnostics;

namespace Router.Api.Tests.Auth.Oidc;

/// <summary>The npm package oidc-provider, running on this machine as a process of its own.</summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    public const string ClientSecret = "the-client-secret";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private OidcProvider(Process process, Uri authority) => (_process, Authority) = (process, authority);

    /// <summary>The folder of the script and its packages.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "tests", "Api.Tests", "Auth", "Oidc", "Provider");

    /// <summary>What it lacks on this machine, and how to get it; null when it can run.</summary>
    public static string? Missing =>
        !HasNode ? "node is not installed (apt-get install nodejs npm)"
        : !Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider")) ? "the npm package oidc-provider is not installed (npm ci in tests/Api.Tests/Auth/Oidc/Provider)"
        : null;

    public Uri Authority { get; }

    /// <summary>Starts it; it answers after <see cref="ServeAsync"/>.</summary>
    public static async Task<OidcProvider> StartAsync()
    {
        var start = new ProcessStartInfo("node", ["provider.js"]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new(process, new($"http://127.0.0.1:{await ReadAsync(process, "port ")}"));
    }

    /// <summary>Registers the router and begins to answer.</summary>
    public async Task ServeAsync(string redirectUri)
    {
        await _process.StandardInput.WriteLineAsync(redirectUri);
        await ReadAsync(_process, "ready");
    }

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

        throw new InvalidOperationException($"the provider ended before it said '{prefix}'; run npm ci in {Folder}");
    }

    private static bool HasNode =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.Router.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Orleans.Router.sln above {AppContext.BaseDirectory}.");
    }
}
