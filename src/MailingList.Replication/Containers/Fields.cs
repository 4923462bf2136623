namespace MailingList.Replication.Containers;

/// <summary>The names in a container's JSON that every record has, beside the fields of its kind.</summary>
internal static class Fields
{
    internal const string Format = "format";
    internal const string Records = "records";
    internal const string Kind = "kind";
    internal const string Key = "key";
    internal const string Floor = "floor";
    internal const string Life = "life";
    internal const string Stamp = "stamp";
    internal const string Deleted = "deleted";
}
