using System.Diagnostics;

namespace Router.Load.Scenarios;

/// <summary>Delays every fsync of a process in the kernel's stead, with strace, so that the router needs no switch for it. Other system calls pass a filter and run at full speed.</summary>
internal static class SlowSync
{
    private const string Strace = "/usr/bin/strace";

    /// <summary>The command that runs the one after it with slow fsyncs, in the process id that it is started with.</summary>
    public static IReadOnlyList<string> Command(TimeSpan delay) =>
    [
        Strace, "-D", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null",
        "-e", "signal=none", "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:delay_enter={delay.TotalMicroseconds:0}",
    ];

    /// <summary>Why it can't be done here; null where it can.</summary>
    public static string? Unavailable()
    {
        if (!File.Exists(Strace))
            return "strace is not installed (apt-get install strace)";
        var command = Command(TimeSpan.FromMilliseconds(1));
        using var probe = Process.Start(new ProcessStartInfo(command[0], [.. command.Skip(1), "/bin/true"]) { RedirectStandardError = true })!;
        var problem = probe.StandardError.ReadToEnd().Trim();
        probe.WaitForExit();
        return probe.ExitCode == 0 && problem.Length == 0 ? null : $"strace may not trace here: {problem}";
    }
}
