using System.Diagnostics;

namespace Router.Acceptance.Driver;

/// <summary>One run of a verb, to its end.</summary>
/// <param name="ExitCode">The process's exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record RouterCommand(int ExitCode, string Output, string Error)
{
    /// <summary>Runs <c>router ARGS</c>.</summary>
    /// <exception cref="TimeoutException">It did not end within the bound (default 30 s).</exception>
    public static async Task<RouterCommand> RunAsync(IReadOnlyList<string> arguments, TimeSpan? bound = null)
    {
        using var process = Process.Start(StartInfo(SolutionRoot.RouterExecutable(SolutionRoot.Configuration), arguments))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(bound ?? TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"router {string.Join(' ', arguments)} did not end:\n{await output}\n{await error}");
        }

        return new(process.ExitCode, await output, await error);
    }

    /// <summary>How every router process is started: no shell, both outputs read, none of the caller's runtime switches.</summary>
    public static ProcessStartInfo StartInfo(string executable, IReadOnlyList<string> arguments)
    {
        if (!File.Exists(executable))
            throw new FileNotFoundException($"{executable} is missing: dotnet build src/Silo first", executable);
        var start = new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var name in start.Environment.Keys.Where(IsRuntimeSwitch).ToList())
            start.Environment.Remove(name);
        return start;
    }

    private static bool IsRuntimeSwitch(string name) =>
        name.StartsWith("DOTNET_SYSTEM_NET", StringComparison.Ordinal) || name.StartsWith("Router__", StringComparison.OrdinalIgnoreCase) || name is "ASPNETCORE_URLS" or "ASPNETCORE_HTTP_PORTS";
}
