namespace Router.Silo.Configuration;

/// <summary>What tells one content of a file from the next without reading it.</summary>
/// <param name="Written">When it was last written.</param>
/// <param name="Length">Its length; -1 when it is not there.</param>
internal readonly record struct FileStamp(DateTime Written, long Length)
{
    /// <summary>The stamp of a file as it is now; links are followed, as a mounted secret or config map is one.</summary>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        var target = file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } linked ? linked : file;
        return target.Exists ? new(target.LastWriteTimeUtc, target.Length) : new(default, -1);
    }
}
