//! The words a proposed passphrase is made of: common things, short, without accents,
//! so that they can be dictated and typed on any keyboard. One byte picks one word.

/// 256 of them.
pub(super) const WORDS: &str = "\
    abricot agneau ancre anneau arbre ardoise artichaut asperge assiette atelier avenue avion \
    balcon ballon banane banc barrage bassin bateau berceau biche bijou biscuit bocal bois \
    bonnet boucle bougie bouquet bouton branche brique brise brosse brouette buisson bureau \
    cabane cadran cadre cahier camion canal canard canot carafe cascade casque castor cerceau \
    cerise chaise chalet champ chapeau charrue chemin cheval cirque citron clairon cloche \
    clocher clou marteau colline colombe comptoir coquille corde cornet costume couloir coussin \
    moulin crabe crayon crochet cuisine cygne dauphin dentelle dessin dragon drapeau duvet \
    encrier enveloppe escargot espace fable falaise farine faucon fauteuil ferme ficelle figue \
    filet flacon flaque foin forge fossile foulard fourmi fraise framboise fromage galet garage \
    gare girafe givre glacier gomme grelot grenier grillon groseille guitare hameau hangar \
    haricot herbe hibou horloge huile image jardin jasmin jouet journal jumelle jupe kayak koala \
    lagune laine lampe lanterne lapin laurier lessive levier lierre lilas loupe loutre lucarne \
    lune luzerne lynx magasin maison manche mandarine manteau marbre marmite matelas merle \
    meuble miel mimosa miroir moineau montagne mousse muguet navire neige noisette nuage olive \
    omelette orage orange orchestre oreiller otarie outil panier papillon parapluie parfum patin \
    pavot peigne perche perle persil phare piano pigeon pinceau pinson pirogue plage platane \
    plateau poire potager poterie poulie prairie prune puzzle quai quille radeau rameau raquette \
    rideau rivage robinet rosier ruban ruche ruisseau sable sabot safran sapin sardine savon \
    semelle sentier sifflet silo soupe source tabouret tambour tapis tartine tasse terrasse \
    timbre tiroir tissu toile tonneau tortue tracteur trompette truelle vague valise vallon \
    vanille verre village violon voile volet";
