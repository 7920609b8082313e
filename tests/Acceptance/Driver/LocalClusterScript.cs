using System.Diagnostics;

namespace Router.Acceptance.Driver;

/// <summary>The scripts of <c>deploy/</c>, on what is built already.</summary>
public static class LocalClusterScript
{
    /// <summary>Runs one to its end. Its output goes to a file, since the processes that it starts would hold a pipe open.</summary>
    /// <exception cref="TimeoutException">It did not end within the bound; it is ended then.</exception>
    public static async Task<(int ExitCode, string Text)> RunAsync(string script, IReadOnlyList<string> arguments, TimeSpan bound)
    {
        var output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("bash", ["-c", "out=$1; shift; exec bash \"$@\" >\"$out\" 2>&1 </dev/null", "_", output, Path.Combine(SolutionRoot.Path, "deploy", script), .. arguments]);
            start.Environment["ROUTER_BUILT"] = "1";
            using var process = Process.Start(start)!;
            using var end = new CancellationTokenSource(bound);
            try
            {
                await process.WaitForExitAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                using (Process.Start("kill", ["-TERM", $"{process.Id}"]))
                    await process.WaitForExitAsync();
                throw new TimeoutException($"{script} did not end within {bound.TotalMinutes:0} minutes:\n{await File.ReadAllTextAsync(output)}");
            }

            return (process.ExitCode, await File.ReadAllTextAsync(output));
        }
        finally
        {
            File.Delete(output);
        }
    }
}
