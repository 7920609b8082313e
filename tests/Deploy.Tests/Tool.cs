using System.Diagnostics;

namespace Router.Deploy.Tests;

/// <summary>One run of a program that checks a file.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote, errors last.</param>
internal sealed record Tool(int ExitCode, string Output)
{
    /// <summary>The program's file; null where it is not installed. Debian keeps servers outside of people's path.</summary>
    public static string? Find(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs it to its end in the repository's root.</summary>
    public static async Task<Tool> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program) ?? throw new FileNotFoundException($"{program} is not installed"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, $"{await output}{await error}");
    }

    /// <summary>It found nothing.</summary>
    public void MustSucceed() => Assert.True(ExitCode == 0, $"exit {ExitCode}:\n{Output}");
}
