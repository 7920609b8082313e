using System.Diagnostics;
using Router.Acceptance.Driver;
using Router.Deploy.Tests;

namespace Router.Acceptance;

/// <summary>What deploy/Dockerfile does, without an engine: its build stage line by line in an empty folder, and what that published as its last stage starts it.</summary>
public sealed class ImageTest : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(6);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Build_stage_publishes_a_router_that_starts_and_writes_only_into_its_data_folder()
    {
        foreach (var instruction in Dockerfile.Product.Stage(0))
        {
            if (instruction.Keyword == "COPY")
                Copy(instruction.Words[..^1], instruction.Words[^1]);
            else if (instruction.Keyword == "RUN")
                await RunAsync(Inside(instruction.Arguments));
        }

        var app = _directory.File("app");
        var published = Directory.GetFiles(app, "*", SearchOption.AllDirectories);
        await using (var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), Executable = Path.Combine(app, "router"), Environment = Settings() }))
        {
            Assert.Equal(0, await HealthAsync(router.Url));
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            // The dashboard's script is beside the program, not in the build's folders.
            Assert.NotEmpty(await http.GetStringAsync(new Uri(router.Url, "_framework/blazor.web.js")));
            Assert.Equal(0, await router.StopAsync(Bound));
            Assert.Equal(1, await HealthAsync(router.Url));
        }

        Assert.Equal(published, Directory.GetFiles(app, "*", SearchOption.AllDirectories));
        Assert.Contains("router.db", Directory.GetFiles(_directory.File("data")).Select(Path.GetFileName));
    }

    private static async Task<int> HealthAsync(Uri url) => (await RouterCommand.RunAsync(["health", "--url", url.ToString()])).ExitCode;

    /// <summary>The environment of the last stage, but for where it listens and keeps its data.</summary>
    private static Dictionary<string, string> Settings() => Dockerfile.Product.Stage(1).Where(instruction => instruction.Keyword == "ENV")
        .SelectMany(instruction => instruction.Words).Select(word => word.Split('=', 2))
        .Where(pair => pair[0] is not ("ASPNETCORE_URLS" or "Router__Data")).ToDictionary(pair => pair[0], pair => pair[1].Trim('"'));

    private void Copy(string[] sources, string target)
    {
        foreach (var source in sources)
        {
            var from = Repository.File(source);
            if (File.Exists(from))
                CopyFile(from, Path.Combine(_directory.File("src"), target, Path.GetFileName(from)));
            else
                CopyTree(from, Path.Combine(_directory.File("src"), target));
        }
    }

    /// <summary>Without what .dockerignore leaves out.</summary>
    private static void CopyTree(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from))
            CopyFile(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")))
            CopyTree(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    private static void CopyFile(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    /// <summary>The image's folders, here.</summary>
    private string Inside(string command) => command.Replace(" /app", $" {_directory.File("app")}", StringComparison.Ordinal).Replace(" /data", $" {_directory.File("data")}", StringComparison.Ordinal);

    private async Task RunAsync(string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = _directory.File("src"), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TARGETARCH"] = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Bound);
        Assert.True(process.ExitCode == 0, $"{command}: exit {process.ExitCode}\n{await output}{await error}");
    }
}
