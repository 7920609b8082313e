using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Router.Load.Scenarios;

/// <summary>
/// Delays every fsync of a process with a library that is loaded before libc, so that the router needs no switch for it. A tracer
/// can do the same, but slows every other system call too: with a delay of a microsecond a router under strace takes a third.
/// </summary>
internal static class SlowSync
{
    private const string Source = """
        long syscall(long number, ...);
        int usleep(unsigned microseconds);
        static int slow(long number, int file) { usleep(SLOW_SYNC_MICROSECONDS); return (int)syscall(number, file); }
        int fsync(int file) { return slow(74, file); }
        int fdatasync(int file) { return slow(75, file); }

        """;

    private static readonly string[] Compilers = ["cc", "tcc"];

    /// <summary>The environment of a process whose fsyncs are to be slow.</summary>
    /// <param name="folder">Where the library goes.</param>
    /// <param name="delay">What is added to each.</param>
    /// <returns>Null where it can't be done: x64 Linux with a C compiler is needed.</returns>
    public static async Task<IReadOnlyDictionary<string, string>?> EnvironmentAsync(string folder, TimeSpan delay)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return null;
        Directory.CreateDirectory(folder);
        var source = Path.Combine(folder, "slow-sync.c");
        var library = Path.Combine(folder, "slow-sync.so");
        await File.WriteAllTextAsync(source, Source);
        foreach (var compiler in Compilers)
        {
            if (await TryCompileAsync(compiler, ["-shared", "-fPIC", $"-DSLOW_SYNC_MICROSECONDS={delay.TotalMicroseconds:0}", "-o", library, source]))
                return new Dictionary<string, string> { ["LD_PRELOAD"] = library };
        }

        return null;
    }

    private static async Task<bool> TryCompileAsync(string compiler, string[] arguments)
    {
        try
        {
            using var process = Process.Start(compiler, arguments);
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
