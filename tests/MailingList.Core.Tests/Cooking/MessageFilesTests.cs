using MailingList.Core.Cooking;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Cooking;

/// <summary>Messages as they came (<c>Data/NAME.eml</c>), and what goes out for each, byte by byte (<c>NAME.cooked.eml</c>).</summary>
public sealed class MessageFilesTests
{
    private const string Cooked = ".cooked.eml";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Data");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*" + Cooked).Select(path => Path.GetFileName(path)[..^Cooked.Length]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_goes_out_as_it_came_but_for_the_fields_of_the_list(string name)
    {
        byte[] input = File.ReadAllBytes(Path.Combine(Folder, $"{name}.eml"));
        using var output = new MemoryStream();

        Cook.Apply(Some.Post(Some.Message(input))).WriteTo(output);

        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, name + Cooked)), output.ToArray());
    }

    [Fact]
    public void Every_message_has_its_answer()
    {
        Assert.True(Names.Count >= 8);
        Assert.Equal(2 * Names.Count, Directory.EnumerateFiles(Folder, "*.eml").Count());
    }
}
